//! Which colours stand on which, and how far they must stand out: WCAG 2.2, level AA.
//!
//! Too little contrast is an error, not a warning. The law asks these pages to meet the standard (the Public Sector
//! Bodies Accessibility Regulations 2018), and a colour that can be read by everybody is never far away.

use std::collections::BTreeMap;
use std::ops::Range;

use super::colour::Colour;
use super::sheet::{Declaration, Sheet};
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath};

/// What stands on something, all that it stands on, and how far it must stand out.
type Pairs = (&'static str, &'static [&'static str], f64);

/// Text.
const TEXT: f64 = 4.5;
/// Shapes, and letters as large as those in the bar.
const SHAPE: f64 = 3.0;

const EVERYWHERE: &[&str] = &[
    "--paper",
    "--wash",
    "--good-tint",
    "--near-tint",
    "--bad-tint",
    "--none-tint",
];

/// The amber shape is not here: no amber stands out from white, so the sign within it and its word do.
pub(super) const PAIRS: &[Pairs] = &[
    ("--ink", EVERYWHERE, TEXT),
    ("--soft", EVERYWHERE, TEXT),
    ("--link", EVERYWHERE, TEXT),
    ("--good", &["--paper", "--wash", "--good-tint"], TEXT),
    ("--near", &["--paper", "--wash", "--near-tint"], TEXT),
    ("--bad", &["--paper", "--wash", "--bad-tint"], TEXT),
    ("--none", &["--paper", "--wash", "--none-tint"], TEXT),
    ("--head-ink", &["--head"], TEXT),
    ("--head-soft", &["--head"], TEXT),
    ("--head-link", &["--head"], TEXT),
    ("--on-focus", &["--focus"], TEXT),
    ("--good-fill", &["--paper", "--good-tint"], SHAPE),
    ("--near-fill", &["--paper", "--near-tint"], SHAPE),
    ("--bad-fill", &["--paper", "--bad-tint"], SHAPE),
    ("--none-fill", &["--paper", "--none-tint"], SHAPE),
    (
        "--on-fill",
        &["--good-fill", "--bad-fill", "--none-fill"],
        SHAPE,
    ),
    ("--on-near", &["--near-fill"], SHAPE),
];

/// A scheme of colours, as it is in the end.
struct Scheme<'a> {
    name: &'static str,
    values: BTreeMap<&'a str, (&'a str, Option<&'a Declaration>)>,
}

/// A pair that does not stand out.
struct Faint<'a> {
    over: &'a str,
    under: &'a str,
    contrast: f64,
    least: f64,
    shade: Option<Colour>,
}

/// Judges every pair that the site has a part in; told once for each declaration, by its worst pair.
pub(super) fn judge(path: &SourcePath, base: &Sheet, own: &Sheet) -> Vec<Diagnostic> {
    let light = [(&base.light, false), (&own.light, true)];
    let dark = [
        (&base.light, false),
        (&own.light, true),
        (&base.dark, false),
        (&own.dark, true),
    ];
    let schemes = [scheme("", &light), scheme(" on dark screens", &dark)];
    let mut faint: BTreeMap<(usize, usize), Vec<(&str, Faint)>> = BTreeMap::new();
    for scheme in &schemes {
        for (over, unders, least) in PAIRS {
            for under in *unders {
                let blamed = [over, under]
                    .into_iter()
                    .find_map(|name| scheme.values.get(*name)?.1);
                let (Some(blamed), Some(pair)) = (blamed, scheme.judge(over, under, *least)) else {
                    continue;
                };
                let spot = (blamed.value_span.start, blamed.value_span.end);
                faint.entry(spot).or_default().push((scheme.name, pair));
            }
        }
    }
    let told = faint.into_iter();
    told.filter_map(|((start, end), pairs)| tell(path, start..end, pairs))
        .collect()
}

fn scheme<'a>(name: &'static str, layers: &[(&'a Vec<Declaration>, bool)]) -> Scheme<'a> {
    let mut values = BTreeMap::new();
    for (layer, is_own) in layers {
        for declaration in *layer {
            let own = is_own.then_some(declaration);
            values.insert(&*declaration.name, (&*declaration.value, own));
        }
    }
    Scheme { name, values }
}

impl Scheme<'_> {
    fn colour(&self, name: &str) -> Option<Colour> {
        let mut value = self.values.get(name)?.0;
        for _ in 0..self.values.len() {
            match super::referred(value) {
                Some(other) => value = self.values.get(other)?.0,
                None => return Colour::read(value),
            }
        }
        None
    }

    fn judge<'p>(&self, over: &'p str, under: &'p str, least: f64) -> Option<Faint<'p>> {
        let (ink, ground) = (self.colour(over)?, self.colour(under)?);
        let contrast = ink.contrast(ground);
        (contrast < least).then(|| Faint {
            over,
            under,
            contrast,
            least,
            shade: ink.made_to_stand_out(ground, least),
        })
    }
}

fn tell(
    path: &SourcePath,
    span: Range<usize>,
    mut pairs: Vec<(&str, Faint)>,
) -> Option<Diagnostic> {
    pairs.sort_by(|(_, a), (_, b)| (a.contrast / a.least).total_cmp(&(b.contrast / b.least)));
    let (scheme, worst) = pairs.first()?;
    let kind = if worst.least < TEXT {
        "a shape"
    } else {
        "text"
    };
    let mut others: Vec<String> = Vec::new();
    for (_, pair) in &pairs[1..] {
        let other = format!("`{}` on `{}`", pair.over, pair.under);
        if !others.contains(&other) && (pair.over, pair.under) != (worst.over, worst.under) {
            others.push(other);
        }
    }
    let more = if others.is_empty() {
        String::new()
    } else {
        format!("; contrast is also too low: {}", others.join(", "))
    };
    let message = format!(
        "`{}` on `{}`{scheme} has a contrast of {:.1} to 1, and {kind} needs {} to 1{more}",
        worst.over,
        worst.under,
        (worst.contrast * 10.0).floor() / 10.0,
        worst.least,
    );
    let help = match worst.shade {
        Some(shade) => format!("write `{}: {}`", worst.over, shade.written()),
        None => format!("make `{}` much lighter or much darker", worst.under),
    };
    let place = Place::bytes(path, span);
    Some(Diagnostic::error(Code::Contrast, place, message).help(help))
}
