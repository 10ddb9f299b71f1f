//! The contrast of the colours that are used together: WCAG 2.2, level AA.
//!
//! Too little contrast is an error, because the Public Sector Bodies Accessibility Regulations 2018 require the standard.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::lexer::Token;
use super::sheet::Sheet;
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath};

/// A colour, the colours that it appears on, and the contrast that it needs.
type Pairs = (&'static str, &'static [&'static str], f64);

const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

const EVERYWHERE: &[&str] = &[
    "--paper",
    "--wash",
    "--good-tint",
    "--near-tint",
    "--bad-tint",
    "--blue-tint",
    "--yellow-tint",
    "--purple-tint",
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
    ("--blue", &["--paper", "--wash", "--blue-tint"], TEXT),
    ("--yellow", &["--paper", "--wash", "--yellow-tint"], TEXT),
    ("--purple", &["--paper", "--wash", "--purple-tint"], TEXT),
    ("--none", &["--paper", "--wash", "--none-tint"], TEXT),
    ("--head-ink", &["--head"], TEXT),
    ("--head-soft", &["--head"], TEXT),
    ("--head-link", &["--head"], TEXT),
    ("--on-focus", &["--focus"], TEXT),
    ("--good-fill", &["--paper", "--good-tint"], SHAPE),
    ("--near-fill", &["--paper", "--near-tint"], SHAPE),
    ("--bad-fill", &["--paper", "--bad-tint"], SHAPE),
    ("--blue-fill", &["--paper", "--blue-tint"], SHAPE),
    ("--yellow-fill", &["--paper", "--yellow-tint"], SHAPE),
    ("--purple-fill", &["--paper", "--purple-tint"], SHAPE),
    ("--none-fill", &["--paper", "--none-tint"], SHAPE),
    (
        "--on-fill",
        &[
            "--good-fill",
            "--bad-fill",
            "--blue-fill",
            "--purple-fill",
            "--none-fill",
        ],
        SHAPE,
    ),
    ("--on-near", &["--near-fill", "--yellow-fill"], SHAPE),
];

struct LowContrast<'a> {
    /// The scheme, if it is the dark one.
    scheme: &'static str,
    over: &'a str,
    under: &'a str,
    contrast: f64,
    least: f64,
    shade: Option<Colour>,
}

/// Checks every pair with a colour that the site sets. Reports each declaration once, with its worst pair.
pub(super) fn check(path: &SourcePath, base: &Sheet, own: &Sheet) -> Vec<Diagnostic> {
    let layers = [
        (&base.light, false),
        (&own.light, true),
        (&base.dark, false),
        (&own.dark, true),
    ];
    let mut low: BTreeMap<usize, (Range<usize>, Vec<LowContrast>)> = BTreeMap::new();
    for (scheme, layers) in [("", &layers[..2]), (" on dark screens", &layers)] {
        let mut values: BTreeMap<&str, (Token, bool)> = BTreeMap::new();
        for (layer, is_own) in layers {
            let set = layer.iter();
            values.extend(set.map(|one| (one.name.text, (one.value, *is_own))));
        }
        let value = |name: &str| Some(values.get(name)?.0.text);
        let colour = |name: &str| super::colour_of(value(name)?, values.len(), value);
        let pairs = PAIRS.iter();
        let pairs = pairs.flat_map(|(over, unders, least)| {
            unders.iter().map(move |under| (*over, *under, *least))
        });
        for (over, under, least) in pairs {
            let mut both = [over, under]
                .into_iter()
                .filter_map(|name| values.get(name));
            let own = both.find(|(_, is_own)| *is_own);
            let (Some((own, _)), Some(ink), Some(ground)) = (own, colour(over), colour(under))
            else {
                continue;
            };
            let contrast = ink.contrast(ground);
            if contrast < least {
                let (_, pairs) = low.entry(own.at).or_insert((own.span(), Vec::new()));
                pairs.push(LowContrast {
                    scheme,
                    over,
                    under,
                    contrast,
                    least,
                    shade: ink.with_contrast(ground, least),
                });
            }
        }
    }
    let low = low.into_values();
    low.filter_map(|(span, pairs)| diagnostic(Place::bytes(path, span), pairs))
        .collect()
}

fn diagnostic(place: Place, mut pairs: Vec<LowContrast>) -> Option<Diagnostic> {
    pairs.sort_by(|a, b| (a.contrast / a.least).total_cmp(&(b.contrast / b.least)));
    let worst = pairs.first()?;
    let kind = if worst.least < TEXT {
        "a shape"
    } else {
        "text"
    };
    let named = |pair: &LowContrast| format!("`{}` on `{}`", pair.over, pair.under);
    // Each once, although it may be too low in both schemes.
    let mut others: Vec<String> = pairs.iter().map(named).collect();
    let mut seen = BTreeSet::from([named(worst)]);
    others.retain(|other| seen.insert(other.clone()));
    let more = match others.join(", ") {
        none if none.is_empty() => none,
        others => format!("; contrast is also too low: {others}"),
    };
    let message = format!(
        "{}{} has a contrast of {:.1} to 1, and {kind} needs {} to 1{more}",
        named(worst),
        worst.scheme,
        (worst.contrast * 10.0).floor() / 10.0,
        worst.least,
    );
    let help = match worst.shade {
        Some(shade) => format!("write `{}: {}`", worst.over, shade.to_hex()),
        None => format!("make `{}` much lighter or much darker", worst.under),
    };
    Some(Diagnostic::error(Code::Contrast, place, message).help(help))
}

/// Red, green and blue, each from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Parses `#fff` or `#14202b`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, a, b, c] = value.to_be_bytes();
        match digits.len() {
            6 => Some(Self([a, b, c])),
            3 => Some(Self([(b & 15) * 17, (c >> 4) * 17, (c & 15) * 17])),
            _ => None,
        }
    }

    /// Returns the contrast, from 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Returns the nearest shade of it with at least this contrast on a background, if there is one.
    pub(super) fn with_contrast(self, background: Self, least: f64) -> Option<Self> {
        let end = u16::from(background.luminance() <= 0.18) * 255;
        (1..=64_u16)
            .map(|step| {
                Self(self.0.map(|part| {
                    let mixed = (u16::from(part) * (64 - step) + end * step) / 64;
                    u8::try_from(mixed).unwrap_or(u8::MAX)
                }))
            })
            .find(|shade| shade.contrast(background) >= least)
    }

    pub(super) fn to_hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let table = [
            ("#000", "#fff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#fff", 4.54),
            ("#12436d", "#12436d", 1.0),
        ];
        for (one, other, expected) in table {
            let [one, other] = [one, other].map(|text| Colour::parse(text).expect("a colour"));
            let contrast = one.contrast(other);
            assert!((contrast - expected).abs() < 0.01, "{contrast}");
            assert!((other.contrast(one) - contrast).abs() < 1e-9);
        }
        assert_eq!(Colour::parse("#12345"), None);
        assert_eq!(Colour::parse("navy"), None);
    }

    #[test]
    fn a_shade_with_enough_contrast_is_found() {
        let pale = Colour::parse("#9ecbe8").expect("a colour");
        let white = Colour::parse("#fff").expect("a colour");
        let shade = pale.with_contrast(white, 4.5).expect("a shade");
        assert!(shade.contrast(white) >= 4.5, "{}", shade.to_hex());
    }
}
