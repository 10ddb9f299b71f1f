//! Colours as WCAG measures them.

/// Red, green and blue, each from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#fff` or `#14202b`.
    pub(super) fn read(text: &str) -> Option<Self> {
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

    /// From 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
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

    /// The nearest shade of it that stands out enough, where there is one.
    pub(super) fn made_to_stand_out(self, from: Self, least: f64) -> Option<Self> {
        let end = if from.luminance() > 0.18 { 0 } else { 255 };
        (1..=64_u16)
            .map(|step| {
                Self(self.0.map(|part| {
                    let mixed = (u16::from(part) * (64 - step) + end * step) / 64;
                    u8::try_from(mixed).unwrap_or(u8::MAX)
                }))
            })
            .find(|shade| shade.contrast(from) >= least)
    }

    /// `#14202b`
    pub(super) fn written(self) -> String {
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
            let [one, other] = [one, other].map(|text| Colour::read(text).expect("a colour"));
            let contrast = one.contrast(other);
            assert!((contrast - expected).abs() < 0.01, "{contrast}");
            assert!((other.contrast(one) - contrast).abs() < 1e-9);
        }
        assert_eq!(Colour::read("#12345"), None);
        assert_eq!(Colour::read("navy"), None);
    }

    #[test]
    fn a_shade_that_stands_out_is_found_wherever_black_or_white_does() {
        let pale = Colour::read("#9ecbe8").expect("a colour");
        let white = Colour::read("#fff").expect("a colour");
        let shade = pale.made_to_stand_out(white, 4.5).expect("a shade");
        assert!(shade.contrast(white) >= 4.5, "{}", shade.written());
    }
}
