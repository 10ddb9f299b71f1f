//! What a finger does to one character.

use std::ops::Range;

use crate::tokens::{Kind, Token};

/// One character that is not as it should be.
#[derive(Debug, Clone)]
pub(crate) struct Slip {
    pub(crate) kind: Kind,
    /// What was done, in a word.
    pub(crate) how: &'static str,
    pub(crate) range: Range<usize>,
    pub(crate) typed: String,
}

impl Slip {
    /// The text with the slip in it.
    pub(crate) fn in_text(&self, text: &str) -> String {
        format!(
            "{}{}{}",
            &text[..self.range.start],
            self.typed,
            &text[self.range.end..]
        )
    }
}

/// Numbers that are the same on every machine (xorshift, Marsaglia 2003).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).expect("fewer than that")
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

const ROWS: [&str; 4] = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A key beside this one.
fn beside(sign: char, dice: &mut Dice) -> Option<char> {
    let lower = sign.to_ascii_lowercase();
    let row = ROWS.iter().find(|row| row.contains(lower))?;
    let at = row.find(lower)?;
    let near: Vec<char> = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .filter_map(|at| row.chars().nth(at))
        .filter(|near| *near != '-' || !sign.is_ascii_digit())
        .collect();
    let near = *dice.pick(&near);
    Some(if sign.is_uppercase() {
        near.to_ascii_uppercase()
    } else {
        near
    })
}

/// Every slip of a token; what is typed beside or too much is drawn.
pub(crate) fn slips(text: &str, token: &Token, dice: &mut Dice) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut add = |how: &'static str, range: Range<usize>, typed: &str| {
        if text[range.clone()] != *typed {
            let typed = typed.to_owned();
            slips.push(Slip {
                kind: token.kind,
                how,
                range,
                typed,
            });
        }
    };
    let (start, end) = (token.range.start, token.range.end);
    let shown = &text[token.range.clone()];
    match token.kind {
        Kind::Indent => {
            add("a blank more", start..start, " ");
            add("a tab more", start..start, "\t");
            if end > start {
                add("a blank less", start..start + 1, "");
                add("a tab for a blank", start..start + 1, "\t");
            }
        }
        Kind::Quote if shown.is_empty() => {
            add("a quote more", start..start, "\"");
            add("an apostrophe more", start..start, "'");
        }
        Kind::Quote => {
            let other = if shown == "\"" { "'" } else { "\"" };
            add("left out", start..end, "");
            add("doubled", start..start, shown);
            add("the other quote", start..end, other);
            add("a curly quote", start..end, "\u{201c}");
        }
        Kind::Separator => {
            add("left out", start..end, "");
            add("doubled", start..start, shown);
            add("another sign", start..end, sign_beside(shown));
        }
        _ => letters(shown, start, dice, &mut add),
    }
    slips
}

/// A sign that is easily typed in place of this one.
fn sign_beside(sign: &str) -> &str {
    match sign {
        ":" => ";",
        "," => ".",
        "-" => "_",
        "{" => "[",
        "[" | "(" => "{",
        "}" => "]",
        "]" | ")" => "}",
        other => other,
    }
}

fn letters(
    shown: &str,
    start: usize,
    dice: &mut Dice,
    add: &mut impl FnMut(&'static str, Range<usize>, &str),
) {
    for (at, sign) in shown.char_indices() {
        let here = start + at..start + at + sign.len_utf8();
        add("left out", here.clone(), "");
        add("doubled", here.start..here.start, &sign.to_string());
        if let Some(next) = shown[at + sign.len_utf8()..].chars().next() {
            add(
                "in the wrong order",
                here.start..here.end + next.len_utf8(),
                &format!("{next}{sign}"),
            );
        }
        if let Some(near) = beside(sign, dice) {
            add("the key beside it", here.clone(), &near.to_string());
        }
        let letters = if sign.is_ascii_digit() {
            "0123456789"
        } else {
            "abcdefghijklmnopqrstuvwxyz"
        };
        let more = letters
            .chars()
            .nth(dice.roll(letters.len()))
            .expect("a letter");
        add("a letter more", here.start..here.start, &more.to_string());
        if sign.is_ascii_alphabetic() {
            let other = if sign.is_uppercase() {
                sign.to_ascii_lowercase()
            } else {
                sign.to_ascii_uppercase()
            };
            add("the other case", here, &other.to_string());
        }
    }
}
