//! The contrast of the colours that are used together: WCAG 2.2, level AA.
//!
//! Too little contrast is an error, because the Public Sector Bodies Accessibility Regulations 2018 require the standard.

use std::collections::BTreeMap;
use std::ops::Range;

use super::colour::Colour;
use super::sheet::{Declaration, Sheet};
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath};

/// A colour, the colours that it appears on, and the contrast that it needs.
type Pairs = (&'static str, &'static [&'static str], f64);

const TEXT: f64 = 4.5;
/// Shapes and large letters.
const SHAPE: f64 = 3.0;

const EVERYWHERE: &[&str] = &[
    "--paper",
    "--wash",
    "--good-tint",
    "--near-tint",
    "--bad-tint",
    "--none-tint",
];

/// Without the amber shape: no amber has enough contrast on white, so its symbol and its word have it instead.
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

/// The colours of the light or the dark scheme.
struct Palette<'a> {
    name: &'static str,
    values: BTreeMap<&'a str, (&'a str, Option<&'a Declaration>)>,
}

/// A pair with too little contrast.
struct LowContrast<'a> {
    over: &'a str,
    under: &'a str,
    contrast: f64,
    least: f64,
    shade: Option<Colour>,
}

/// Checks every pair with a colour that the site sets. Reports each declaration once, with its worst pair.
pub(super) fn check(path: &SourcePath, base: &Sheet, own: &Sheet) -> Vec<Diagnostic> {
    let light = [(&base.light, false), (&own.light, true)];
    let dark = [
        (&base.light, false),
        (&own.light, true),
        (&base.dark, false),
        (&own.dark, true),
    ];
    let palettes = [palette("", &light), palette(" on dark screens", &dark)];
    let mut low: BTreeMap<(usize, usize), Vec<(&str, LowContrast)>> = BTreeMap::new();
    for palette in &palettes {
        for (over, unders, least) in PAIRS {
            for under in *unders {
                let own = [over, under]
                    .into_iter()
                    .find_map(|name| palette.values.get(*name)?.1);
                let (Some(own), Some(pair)) = (own, palette.check(over, under, *least)) else {
                    continue;
                };
                let spot = (own.value_span.start, own.value_span.end);
                low.entry(spot).or_default().push((palette.name, pair));
            }
        }
    }
    let low = low.into_iter();
    low.filter_map(|((start, end), pairs)| diagnostic(path, start..end, pairs))
        .collect()
}

fn palette<'a>(name: &'static str, layers: &[(&'a Vec<Declaration>, bool)]) -> Palette<'a> {
    let mut values = BTreeMap::new();
    for (layer, is_own) in layers {
        for declaration in *layer {
            let own = is_own.then_some(declaration);
            values.insert(&*declaration.name, (&*declaration.value, own));
        }
    }
    Palette { name, values }
}

impl Palette<'_> {
    fn colour(&self, name: &str) -> Option<Colour> {
        let value = |name: &str| Some(self.values.get(name)?.0);
        super::colour_of(value(name)?, self.values.len(), value)
    }

    fn check<'p>(&self, over: &'p str, under: &'p str, least: f64) -> Option<LowContrast<'p>> {
        let (ink, ground) = (self.colour(over)?, self.colour(under)?);
        let contrast = ink.contrast(ground);
        (contrast < least).then(|| LowContrast {
            over,
            under,
            contrast,
            least,
            shade: ink.with_contrast(ground, least),
        })
    }
}

fn diagnostic(
    path: &SourcePath,
    span: Range<usize>,
    mut pairs: Vec<(&str, LowContrast)>,
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
        Some(shade) => format!("write `{}: {}`", worst.over, shade.to_hex()),
        None => format!("make `{}` much lighter or much darker", worst.under),
    };
    let place = Place::bytes(path, span);
    Some(Diagnostic::error(Code::Contrast, place, message).help(help))
}
