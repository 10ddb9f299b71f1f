//! Invisible and look-alike characters: which ones a text may contain, their names, and how they are shown.
//!
//! The rule applies in both directions. Input with characters that `hidden` finds is rejected. Output passes through
//! `visible` or `one_line`, because messages quote rejected input.

/// A run of characters that a text may not contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    pub(crate) first: char,
}

/// Finds the characters that a text may not contain, with adjacent ones as one run.
///
/// Line ends (`\n`, `\r\n`) and tabs are allowed here: whether a text may have several lines depends on the field.
/// Joiners and selectors of other scripts and of emoji are allowed where they have an effect.
pub(crate) fn hidden(text: &str) -> Vec<Hidden> {
    let mut found: Vec<Hidden> = Vec::new();
    if text
        .bytes()
        .all(|b| (b' '..0x7f).contains(&b) || b == b'\n')
    {
        return found;
    }
    let mut before = None;
    let mut flag_end = 0;
    for (start, first) in text.char_indices() {
        let end = start + first.len_utf8();
        flag_end = flag_end.max(start + flag(&text[start..]));
        if start >= flag_end && is_hidden(first) && !has_a_use(first, before, &text[end..]) {
            match found.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => found.push(Hidden { start, end, first }),
            }
        }
        before = Some(first);
    }
    found
}

/// Returns whether a character alone is invisible.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_no_character = u32::from(c) & 0xfffe == 0xfffe;
    c.is_control() && !matches!(c, '\n' | '\t')
        || is_private(c)
        || is_no_character
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns whether a character is for private use, such as a bullet of Word: only the program it comes from can show
/// it.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Returns whether a character ends a line or a page in another program.
pub(crate) fn ends_a_line(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns whether a character that is invisible alone has a visible effect here.
fn has_a_use(c: char, before: Option<char>, after: &str) -> bool {
    // Joiners and selectors follow letters beyond Latin, and emoji.
    let is_far = |c: char| c >= '\u{300}' && !is_hidden(c) && !c.is_whitespace();
    let follows_far = before.is_some_and(|c| is_far(c) || c == '\u{fe0f}');
    match c {
        '\r' => after.starts_with('\n'),
        '\u{200c}' | '\u{200d}' => follows_far && after.starts_with(is_far),
        '\u{fe0e}' | '\u{fe0f}' if after.starts_with('\u{20e3}') => true,
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(|c| is_far(c) && c >= '\u{2000}' || matches!(c, '©' | '®'))
        }
        _ => false,
    }
}

/// Returns the length of a flag of England, Scotland or Wales at the start of a text: a black flag followed by
/// characters that are invisible elsewhere.
fn flag(text: &str) -> usize {
    const FLAGS: [&str; 3] = [
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
    ];
    let flag = FLAGS.iter().find(|flag| text.starts_with(**flag));
    flag.map_or(0, |flag| flag.len())
}

/// Returns the name of a character with its number: "a zero width space (U+200B)".
pub(crate) fn name(c: char) -> String {
    let name = match c {
        '\0' => "null character",
        '\u{7}' => "bell character",
        '\u{8}' => "backspace",
        '\t' => "tab",
        '\n' => "line end",
        '\u{b}' => "vertical tab",
        '\u{c}' => "form feed",
        '\r' => "carriage return",
        '\u{1b}' => "escape character",
        '\u{7f}' => "delete character",
        '\u{85}' => "next line character",
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{2007}' => "figure space",
        '\u{2009}' => "thin space",
        '\u{200a}' => "hair space",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2010}' => "typographic hyphen",
        '\u{2011}' => "no-break hyphen",
        '\u{2012}' => "figure dash",
        '\u{2013}' => "en dash",
        '\u{2014}' => "em dash",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202f}' => "narrow no-break space",
        '\u{205f}' => "mathematical space",
        '\u{2060}' => "word joiner",
        '\u{2212}' => "minus sign",
        '\u{3000}' => "ideographic space",
        '\u{feff}' => "byte order mark",
        '\u{fffc}' => "object replacement character",
        '\u{fffd}' => "replacement character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "text direction mark"
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{e0000}'..='\u{e007f}' => "tag character",
        c if is_private(c) => "private character",
        '\u{ff10}'..='\u{ff19}' => "full width digit",
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => "Arabic digit",
        '\u{370}'..='\u{3ff}' => "Greek letter",
        '\u{400}'..='\u{52f}' => "Cyrillic letter",
        c if c.is_control() => "control character",
        c if c.is_whitespace() => "special space",
        c if is_hidden(c) => "invisible character",
        c if c.is_alphanumeric() => "character",
        _ => "sign",
    };
    let article = if name.starts_with(['a', 'A', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name} (U+{:04X})", u32::from(c))
}

/// Returns the text with each hidden character shown as its number, such as `<U+200B>`. Line ends and tabs are kept.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for run in hidden(text) {
        shown.push_str(&text[done..run.start]);
        for c in text[run.start..run.end].chars() {
            shown.push_str(&format!("<U+{:04X}>", u32::from(c)));
        }
        done = run.end;
    }
    shown.push_str(&text[done..]);
    shown.replace('\r', "")
}

/// Returns the text on one line with hidden characters shown, and one space for each run of white space.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(visible).collect();
    words.join(" ")
}

/// Returns a text as the keyboard types it, and the first character that only looks like one of the keyboard's own.
/// `None` if there is no such character, or if the text also contains others, such as accented letters.
pub(crate) fn as_typed(text: &str) -> Option<(String, char)> {
    let is_plain = |c: char| c == ' ' || c.is_ascii_graphic();
    let first = text.chars().find(|c| !is_plain(*c))?;
    let meant = |c| if is_plain(c) { Some(c) } else { on_keyboard(c) };
    let meant: String = text.chars().map(meant).collect::<Option<_>>()?;
    Some((meant.trim().to_owned(), first))
}

/// Returns the keyboard's character that a character looks like: a space, the hyphen, a digit or a letter.
pub(crate) fn on_keyboard(c: char) -> Option<char> {
    const LETTERS: &str = "авекмнорстухіјѕԁАВЕКМНОРСТУХІЈЅΑΒΕΗΚΜΝΟΡΤΧ";
    const OURS: &str = "abekmhopctyxijsdABEKMHOPCTYXIJSABEHKMNOPTX";
    /// The zeros of other digits.
    const ZEROS: [u32; 11] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    ];
    let number = u32::from(c);
    match c {
        c if c.is_whitespace() => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{207b}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(number - 0xfee0),
        '\u{66b}' | '\u{2024}' => Some('.'),
        '\u{66c}' => Some(','),
        '\u{2044}' | '\u{2215}' => Some('/'),
        c => {
            let mut letters = LETTERS.chars().zip(OURS.chars());
            let letter = letters.find_map(|(letter, ours)| (letter == c).then_some(ours));
            let digit = |zero: &u32| char::from_digit(number.checked_sub(*zero)?, 10);
            letter.or_else(|| ZEROS.iter().find_map(digit))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_found_and_shown() {
        let table = [
            ("a\0b", "a<U+0000>b"),
            ("\u{1b}[31mred", "<U+001B>[31mred"),
            ("a\u{7f}\u{9b}b", "a<U+007F><U+009B>b"),
            ("88\u{200b}", "88<U+200B>"),
            ("\u{202e}gpj", "<U+202E>gpj"),
            ("per\u{ad}formance", "per<U+00AD>formance"),
            ("a\u{feff}b", "a<U+FEFF>b"),
            ("a\rb", "a<U+000D>b"),
            ("\u{f0b7} point", "<U+F0B7> point"),
            ("a\u{e0041}b", "a<U+E0041>b"),
            ("a\u{200d}b", "a<U+200D>b"),
            ("8\u{fe0f}", "8<U+FE0F>"),
            ("a\u{2028}b", "a<U+2028>b"),
            ("x\u{10ffff}\u{fdd0}", "x<U+10FFFF><U+FDD0>"),
        ];
        for (text, shown) in table {
            assert_eq!(visible(text), shown, "{text:?}");
            assert_eq!(hidden(text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn writing_of_every_script_is_left_alone() {
        for text in [
            "Tŷ’r cyngor: £40\u{a0}000 – “da iawn”",
            "line\r\nline\n\tindented",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} 1\u{fe0f}\u{20e3} ©\u{fe0f} \u{2139}\u{fe0f}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f} Cymru",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{915}\u{94d}\u{200d}\u{937}",
        ] {
            assert_eq!(hidden(text), [], "{text}");
            assert_eq!(visible(text), text.replace('\r', ""), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_the_keyboard_is_written_with_it() {
        let table = [
            ("on_target\u{a0}", "on_target"),
            ("2016\u{2011}17\u{2009}Q1", "2016-17 Q1"),
            ("\u{2014}5", "-5"),
            ("\u{ff11}\u{ff12}", "12"),
            ("\u{661}\u{662}\u{66b}\u{663}", "12.3"),
            ("\u{1d7d0}\u{6f2}\u{968}", "222"),
            ("\u{430}2", "a2"),
            ("\u{420}1", "P1"),
            ("a\nb", "a b"),
        ];
        for (typed, meant) in table {
            let (read, _) = as_typed(typed).expect(typed);
            assert_eq!(read, meant, "{typed}");
        }
        for text in ["88", "-5.2", "caf\u{e9}", "\u{2019}a", ""] {
            assert_eq!(as_typed(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_has_no_line_ends() {
        let line = one_line(" x\n::add-mask::\u{1b}y\u{2028}z\t");
        assert_eq!(line, "x ::add-mask::<U+001B>y z");
    }
}
