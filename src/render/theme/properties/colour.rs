//! Colours and their contrast by WCAG.

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
        let end = if background.luminance() > 0.18 {
            0
        } else {
            255
        };
        (1..=64_u16)
            .map(|step| {
                Self(self.0.map(|part| {
                    let mixed = (u16::from(part) * (64 - step) + end * step) / 64;
                    u8::try_from(mixed).unwrap_or(u8::MAX)
                }))
            })
            .find(|shade| shade.contrast(background) >= least)
    }

    /// Returns the colour as `#14202b`.
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
