//! Checks the format of a theme's files, and whether they are complete, by their first and last bytes.

use crate::data::xml_root_of;
use crate::source::{SourcePath, SourceText};

/// Returns whether a file in this format is complete, or `None` if it is in another format.
type Format = fn(&[u8]) -> Option<bool>;

/// Endings of files, what they are called, and their formats.
type Media = (&'static [&'static str], &'static str, &'static [Format]);

const DRAWING: &str = "an SVG drawing";
/// Text other than a web page. It may be empty.
const CODE: &str = "text";

const MEDIA: [Media; 6] = [
    // In any format of pictures, because browsers go by the first bytes and not by the name.
    (
        &["avif", "gif", "ico", "jpeg", "jpg", "png", "webp"],
        "a picture",
        &[png, jpeg, gif, webp, avif, ico],
    ),
    (&["svg"], DRAWING, &[drawing]),
    (&["otf", "ttf", "woff", "woff2"], "a font", &[woff, sfnt]),
    (&["pdf"], "a PDF", &[pdf]),
    (&["mp3", "mp4", "webm"], "a film or a sound", &[]),
    (
        &["css", "js", "json", "map", "mjs", "webmanifest"],
        CODE,
        &[],
    ),
];

const COPY_AGAIN: &str = "copy or download it again";

/// Returns the fault of a file, if its bytes show one: the message and the help.
pub(super) fn fault(below: &str, bytes: &[u8]) -> Option<(String, &'static str)> {
    let fault = |message: &str, help| Some((message.to_owned(), help));
    if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
        return fault(
            "this is a Git LFS pointer, not the file itself",
            "fetch the file: git lfs pull; in a workflow, check out with `lfs: true`",
        );
    }
    if is_unmerged(bytes) {
        return fault(
            "this file holds both sides of a merge that was not finished",
            "choose one of the two sides, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        );
    }
    let ending = below.rsplit_once('.')?.1.to_ascii_lowercase();
    let media = MEDIA
        .iter()
        .find(|(endings, ..)| endings.contains(&&*ending));
    let (_, name, formats) = media?;
    if bytes.is_empty() && *name != CODE {
        return fault("this file is empty", COPY_AGAIN);
    }
    if is_web_page(bytes) && *name != DRAWING {
        return fault(
            "this is a web page, although its name says otherwise",
            COPY_AGAIN,
        );
    }
    match formats.iter().find_map(|format| format(bytes)) {
        None if !formats.is_empty() => Some((
            format!("this is not {name}, although its name says so"),
            "save it again in the right format, or delete it",
        )),
        Some(false) if *name == DRAWING => fault(
            "this drawing is not well-formed XML, so browsers do not show it",
            "save it again as SVG",
        ),
        Some(false) => Some((
            format!("this {} is cut off: its end is missing", &name[2..]),
            COPY_AGAIN,
        )),
        _ => None,
    }
}

fn begins(bytes: &[u8], with: &[&[u8]]) -> Option<()> {
    let mut starts = with.iter();
    starts.any(|start| bytes.starts_with(start)).then_some(())
}

/// Returns the number of four bytes at a position.
fn number(bytes: &[u8], at: usize, read: fn([u8; 4]) -> u32) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(read(four)).ok()
}

fn png(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\x89PNG\r\n\x1a\n"])?;
    Some(bytes.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82"))
}

/// Looks for the end marker after the last scan.
fn jpeg(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\xFF\xD8\xFF"])?;
    let last = |mark: [u8; 2]| bytes.windows(2).rposition(|two| two == mark);
    let scan = last([0xFF, 0xDA]);
    Some(scan.is_some() && last([0xFF, 0xD9]) > scan)
}

fn gif(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"GIF87a", b"GIF89a"])?;
    let last = bytes.iter().rfind(|byte| **byte != 0);
    Some(bytes.len() > 13 && last == Some(&b';'))
}

fn webp(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"RIFF"])?;
    begins(bytes.get(8..)?, &[b"WEBP"])?;
    let size = number(bytes, 4, u32::from_le_bytes)?;
    Some(size > 4 && bytes.len() >= size.saturating_add(8))
}

/// Reads boxes, each with its length.
fn avif(bytes: &[u8]) -> Option<bool> {
    begins(bytes.get(4..)?, &[b"ftyp"])?;
    let mut at = 0_usize;
    let mut boxes = 0;
    while at < bytes.len() {
        match number(bytes, at, u32::from_be_bytes) {
            // 0: up to the end of the file. 1: a length of eight bytes follows.
            Some(0 | 1) => return Some(true),
            Some(size) if size >= 8 => at = at.saturating_add(size),
            _ => return Some(false),
        }
        boxes += 1;
    }
    Some(at == bytes.len() && boxes > 1)
}

fn ico(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\0\0\x01\0"])?;
    let count = u16::from_le_bytes([*bytes.get(4)?, *bytes.get(5)?]);
    Some(has_parts(bytes, 6, count, u32::from_le_bytes))
}

fn drawing(bytes: &[u8]) -> Option<bool> {
    let text = SourceText::decode_lossy(SourcePath::new("drawing"), bytes);
    let text = text.as_str();
    if !text.contains("<svg") && !text.contains(":svg") {
        return None;
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let root = xml_root_of(text.trim_start_matches('\u{feff}').trim_start());
    Some(is_utf8 && root.is_some_and(|root| root == "svg"))
}

fn woff(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"wOFF", b"wOF2"])?;
    let size = number(bytes, 8, u32::from_be_bytes);
    Some(size.is_some_and(|size| size > 44 && bytes.len() >= size))
}

fn sfnt(bytes: &[u8]) -> Option<bool> {
    if bytes.starts_with(b"ttcf") {
        return Some(true);
    }
    begins(bytes, &[b"\0\x01\0\0", b"OTTO", b"true"])?;
    let count = u16::from_be_bytes([*bytes.get(4)?, *bytes.get(5)?]);
    Some(has_parts(bytes, 12, count, u32::from_be_bytes))
}

fn pdf(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"%PDF-"])?;
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    Some(tail.windows(5).any(|mark| mark == b"%%EOF"))
}

/// Whether a list of parts, each in 16 bytes with its position and its length at the end, is complete and each part ends
/// within the file.
fn has_parts(bytes: &[u8], from: usize, count: u16, read: fn([u8; 4]) -> u32) -> bool {
    let mut parts = (0..usize::from(count)).map(|part| from + part * 16);
    count > 0
        && parts.all(|at| {
            let position = number(bytes, at + 8, read);
            let length = number(bytes, at + 12, read);
            let part = position.zip(length);
            part.is_some_and(|(position, length)| position.saturating_add(length) <= bytes.len())
        })
}

/// Whether a line marks one side of a merge. `=======` alone may underline a title.
fn is_unmerged(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let marks: [&[u8]; 3] = [b"<<<<<<< ", b"||||||| ", b">>>>>>> "];
    lines.any(|line| begins(line, &marks).is_some())
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with("<!doctype html") || start.starts_with("<html")
}
