//! Entries of a list that miss their form: `-item`, `1.item`, the bullets of word processors.

use std::collections::BTreeMap;

use super::forms::{Line, is_odd_blank, slip};
use super::shown::{Block, HIDDEN, Shown, Within};
use super::slips::Slip;
use crate::diag::Fix;

/// What a line that was meant as an entry begins with.
struct Mark {
    sureness: Sureness,
    /// What the marks of one list have in common.
    kind: char,
    /// Its bytes, with the spaces after it.
    length: usize,
    /// What is to be typed for it.
    typed: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sureness {
    /// It means nothing else.
    Sure,
    /// A sentence may begin with it: two lines with it are a list.
    Likely,
}

use Sureness::{Likely, Sure};

/// Bullets of word processors; the last two are of a font that has no such letters.
const BULLETS: &str = "•·●○▪▫◦■□‣⁃➢➤❖◆∙⚫\u{f0b7}\u{f0a7}";
/// Signs that a line may begin with for their own sake.
const SIGNS: &str = "–—§→►»✓✔✗✘☐☑¶*+~";

/// The mark that a line begins with.
fn mark(text: &str) -> Option<Mark> {
    let marked = text.trim_start_matches(is_odd_blank);
    let indent = text.len() - marked.len();
    let sign = marked.chars().next()?;
    let after = &marked[sign.len_utf8()..];
    let behind = after.trim_start();
    let blank = after.len() - behind.len();
    let next = behind.chars().next()?;
    let is_word = next.is_alphabetic() || matches!(next, '"' | '\u{201c}' | '\u{2018}');
    let is_marked = is_word || next == HIDDEN;
    let has_tab = after.starts_with('\t');
    let sureness = match sign {
        '-' if is_word && (blank == 0 || after.starts_with(is_odd_blank)) => Sure,
        // Markdown does not treat a special space as an indent.
        '-' | '*' | '+' if indent > 0 && is_word && blank > 0 => Sure,
        sign if BULLETS.contains(sign) => Sure,
        sign if has_tab && (sign == 'o' || SIGNS.contains(sign)) => Sure,
        '*' if after.starts_with('*') => return None,
        '\u{2013}' | '\u{2014}' | 'o' if is_marked && blank > 0 => Likely,
        '\u{2013}' | '\u{2014}' => return None,
        sign if SIGNS.contains(sign) && is_marked => Likely,
        _ => return numbered(text),
    };
    Some(Mark {
        sureness,
        kind: sign,
        length: indent + sign.len_utf8() + blank,
        typed: "- ".to_owned(),
    })
}

/// `1)item`, `1.item`, and the forms that Markdown does not have: `a)`, `A)`, `(a)`, `(iv)`. `A.` begins a name.
fn numbered(text: &str) -> Option<Mark> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let open = text.len() - inner.len();
    let count = |is: fn(char) -> bool| inner.len() - inner.trim_start_matches(is).len();
    let digits = count(|c| c.is_ascii_digit());
    let letters = count(|c| c.is_ascii_alphabetic());
    let is_roman = letters <= 4 && inner[..letters].chars().all(|c| "ivx".contains(c));
    let is_label = (1..=2).contains(&digits) || letters == 1 || (letters > 1 && is_roman);
    let rest = &inner[digits.max(letters)..];
    let is_capital = inner.starts_with(|c: char| c.is_ascii_uppercase());
    let is_closed = rest.starts_with(')') || (open == 0 && rest.starts_with('.') && !is_capital);
    let end = open + digits.max(letters) + 1;
    let after = text.get(end..).filter(|_| is_label && is_closed)?;
    let behind = after.trim_start();
    let is_tight = behind.len() == after.len() || after.starts_with(is_odd_blank);
    let is_markdown = digits > 0 && open == 0;
    let sureness = match (is_markdown, is_tight) {
        _ if !behind.starts_with(char::is_alphabetic) => return None,
        (true, true) => Sure,
        (false, true) if rest.starts_with('.') => return None,
        _ => Likely,
    };
    let label = &text[..end];
    Some(Mark {
        sureness,
        kind: if digits > 0 { '1' } else { 'a' },
        length: text.len() - behind.len(),
        typed: if sureness == Sure {
            format!("{label} ")
        } else {
            format!("- {label} ")
        },
    })
}

/// Finds the first line of a block that was meant as an entry of a list.
pub(super) fn find(shown: &Shown, block: &Block, lines: &[Line]) -> Option<Slip> {
    let entries = entries(block, lines);
    let Some((line, mark)) = entries.first() else {
        let at = lines.iter().position(has_several)?;
        return slip(
            &lines[at..=at],
            "these bullets would be shown on one line",
            "put each entry on its own line, starting with `- `",
        );
    };
    let words = line.text[mark.length..].chars().filter(|c| *c != HIDDEN);
    let words: String = words.take(40).collect();
    let found = slip(
        std::slice::from_ref(*line),
        "this would be shown as part of the paragraph, not as a list entry",
        &format!(
            "write `{}{words}` on its own line: an entry starts with a dash or a number, then a space",
            mark.typed
        ),
    )?;
    Some(found.fixed_by(spacing(shown, block, &entries)))
}

fn has_several(line: &Line) -> bool {
    let bullets = line.text.matches(|c| c != '·' && BULLETS.contains(c));
    bullets.count() > 1
}

/// The lines that were meant as entries.
fn entries<'l, 's>(block: &Block, lines: &'l [Line<'s>]) -> Vec<(&'l Line<'s>, Mark)> {
    let marked = lines.iter().enumerate();
    let marked: Vec<_> = marked
        .filter_map(|(at, line)| Some((at, line, mark(line.text)?)))
        .collect();
    let mut uses: BTreeMap<char, usize> = BTreeMap::new();
    for (at, _, mark) in &marked {
        // In an entry of a list, a line that begins with a mark is another entry.
        let is_next = *at > 0 && block.within == Within::Item && SIGNS.contains(mark.kind);
        *uses.entry(mark.kind).or_default() += if is_next { 2 } else { 1 };
    }
    let is_entry = |mark: &Mark| mark.sureness == Sure || uses[&mark.kind] > 1;
    let entries = marked.into_iter().map(|(_, line, mark)| (line, mark));
    entries.filter(|(_, mark)| is_entry(mark)).collect()
}

/// The edit that gives each entry its form, where only spaces and bullets are in the way.
fn spacing(shown: &Shown, block: &Block, entries: &[(&Line, Mark)]) -> Option<Fix> {
    let (first, _) = entries.first()?;
    let is_clear = |(line, mark): &(&Line, Mark)| mark.sureness == Sure && !has_several(line);
    if block.within != Within::Paragraph || !entries.iter().all(is_clear) {
        return None;
    }
    let mut text = String::new();
    let mut at = first.start;
    for (line, mark) in entries {
        text += &shown.text[at..line.start];
        text += &mark.typed;
        at = line.start + mark.length;
    }
    let what = "start each list entry with a mark and a space";
    Some(Fix::new(first.start..at, text, what))
}
