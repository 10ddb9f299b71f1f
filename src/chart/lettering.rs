//! How much room words take, guessed from their characters, and how they are set in lines.
//!
//! The build has no fonts, and must give the same bytes everywhere. The widths lean to the wide side of the
//! faces that `system-ui` and `sans-serif` stand for, so what fits here fits in a browser.

/// Returns the width that a line of text takes at most, in the units of its size: what a drawing reserves for it.
pub fn text_width(text: &str, size: f64, is_bold: bool) -> f64 {
    Face { size, is_bold }.width(text)
}

/// A size and a weight: what a width depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    /// In drawing units.
    pub(super) size: f64,
    is_bold: bool,
}

impl Face {
    /// The part of the size from the middle of a line down to the line it stands on.
    pub(super) const BASELINE: f64 = 0.36;

    pub(super) const fn regular(size: f64) -> Self {
        let is_bold = false;
        Self { size, is_bold }
    }

    pub(super) const fn bold(size: f64) -> Self {
        let is_bold = true;
        Self { size, is_bold }
    }

    /// From one line to the next, in drawing units.
    pub(super) fn pitch(self) -> f64 {
        self.size * 1.2
    }

    /// Returns what a line takes above its middle, up to the tops of its letters, in drawing units.
    pub(super) fn above(self) -> f64 {
        self.size * 0.42
    }

    /// Returns what a line takes below its middle, down to the ends of `g` and `y`, in drawing units.
    pub(super) fn below(self) -> f64 {
        self.size * 0.58
    }

    /// The room a text takes from left to right, in drawing units.
    pub(super) fn width(self, text: &str) -> f64 {
        let heavier = if self.is_bold { 1.1 } else { 1.0 };
        text.chars().map(em).sum::<f64>() * self.size * heavier
    }

    /// Sets a text in at most so many lines no wider than `room`. Breaks at spaces, inside a word only where it
    /// is wider than the room itself; what is left over becomes an ellipsis.
    pub(super) fn wrap(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(line) + self.width(" ") + self.width(word) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.extend(self.pieces(word, room)),
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shortened(last, room);
            }
        }
        lines
    }

    /// The same where it fits whole.
    pub(super) fn wrap_whole(self, text: &str, room: f64, most: usize) -> Option<Vec<String>> {
        let lines = self.wrap(text, room, usize::MAX);
        (lines.len() <= most).then_some(lines)
    }

    /// A word in pieces that fit; one piece for nearly every word.
    fn pieces(self, word: &str, room: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        let mut used = 0.0;
        for c in word.chars() {
            let wide = self.width(c.encode_utf8(&mut [0; 4]));
            if used > 0.0 && used + wide > room {
                pieces.push(String::new());
                used = 0.0;
            }
            used += wide;
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
        }
        pieces
    }

    /// The line with an ellipsis at its end, and within its room: by whole words while there is more than one.
    fn shortened(self, line: &str, room: f64) -> String {
        let mut line = line.to_owned();
        while !line.is_empty() && self.width(&line) + self.width("…") > room {
            let end = line
                .rfind(' ')
                .or(line.char_indices().last().map(|(i, _)| i));
            line.truncate(end.unwrap_or(0));
        }
        format!("{line}…")
    }
}

/// The width of a character as a part of the size.
fn em(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | 'J' | '|' | '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '!'
        | ' ' | '\u{a0}' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 1.0,
        '+' | '−' | '=' | '<' | '>' | '~' => 0.84,
        c if c.is_ascii_digit() || c == '£' || c == '–' => 0.64,
        c if c < '\u{250}' && c.is_uppercase() => 0.75,
        c if c < '\u{250}' => 0.63,
        _ => 1.05,
    }
}

#[cfg(test)]
mod tests {
    use super::Face;

    const FACE: Face = Face::regular(10.0);

    #[test]
    fn width_counts_characters_and_not_bytes() {
        assert!((FACE.width("–") - FACE.width("0")).abs() < f64::EPSILON);
        assert!(FACE.width("ŵ") < FACE.width("w"));
    }

    #[test]
    fn lines_break_at_spaces_and_inside_a_word_only_when_they_must() {
        assert_eq!(FACE.wrap("target 92%", 60.0, 3), ["target 92%"]);
        assert_eq!(FACE.wrap("tolerance 90%", 60.0, 3), ["tolerance", "90%"]);
        assert_eq!(FACE.wrap("abcdefgh", 26.0, 3), ["abcd", "efgh"]);
        assert!(FACE.wrap("", 26.0, 3).is_empty());
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = FACE.wrap("counted within two years; was ever", 60.0, 2);
        assert_eq!(lines, ["counted", "within…"]);
        assert!(lines.iter().all(|line| FACE.width(line) <= 60.0));
    }
}
