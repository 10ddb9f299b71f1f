//! Checks the format of a theme's files, and whether they are complete, by their first and last bytes.

use crate::data::xml_root_of;
use crate::source::SourceText;

/// A fault of a file.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: &'static str,
}

const COPY_AGAIN: &str = "copy or download it again";

/// Returns the fault of a file, if its bytes show one.
pub(super) fn fault(below: &str, bytes: &[u8]) -> Option<Fault> {
    let ending = below.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let fault = |message: &str, help| {
        let message = message.to_owned();
        Some(Fault { message, help })
    };
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
    let kind = MediaKind::of(&ending)?;
    if bytes.is_empty() && kind != MediaKind::Code {
        return fault("this file is empty", COPY_AGAIN);
    }
    if is_web_page(bytes) && kind != MediaKind::Drawing {
        return fault(
            "this is a web page, although its name says otherwise",
            COPY_AGAIN,
        );
    }
    match kind.integrity(bytes) {
        Integrity::Complete => None,
        Integrity::OtherFormat => Some(Fault {
            message: format!("this is not {}, although its name says so", kind.name()),
            help: "save it again in the right format, or delete it",
        }),
        Integrity::CutOff if kind == MediaKind::Drawing => fault(
            "this drawing is not well-formed XML, so browsers do not show it",
            "save it again as SVG",
        ),
        Integrity::CutOff => Some(Fault {
            message: format!("{} is cut off: its end is missing", kind.this()),
            help: COPY_AGAIN,
        }),
    }
}

/// Whether a file is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Integrity {
    Complete,
    CutOff,
    OtherFormat,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MediaKind {
    /// In any format of pictures, because browsers go by the first bytes and not by the name.
    Picture,
    Drawing,
    Font,
    Pdf,
    Film,
    /// Text other than a web page.
    Code,
}

impl MediaKind {
    fn of(ending: &str) -> Option<Self> {
        Some(match ending {
            "avif" | "gif" | "ico" | "jpeg" | "jpg" | "png" | "webp" => Self::Picture,
            "svg" => Self::Drawing,
            "otf" | "ttf" | "woff" | "woff2" => Self::Font,
            "pdf" => Self::Pdf,
            "mp3" | "mp4" | "webm" => Self::Film,
            "css" | "js" | "json" | "map" | "mjs" | "webmanifest" => Self::Code,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Picture => "a picture",
            Self::Drawing => "an SVG drawing",
            Self::Font => "a font",
            Self::Pdf => "a PDF",
            Self::Film => "a film or a sound",
            Self::Code => "text",
        }
    }

    fn this(self) -> &'static str {
        match self {
            Self::Font => "this font",
            Self::Pdf => "this PDF",
            _ => "this picture",
        }
    }

    fn integrity(self, bytes: &[u8]) -> Integrity {
        let formats: &[Format] = match self {
            Self::Picture => &[png, jpeg, gif, webp, avif, ico],
            Self::Drawing => &[drawing],
            Self::Font => &[woff, sfnt],
            Self::Pdf => &[pdf],
            Self::Film | Self::Code => return Integrity::Complete,
        };
        let known = formats.iter().find_map(|format| format(bytes));
        match known {
            None => Integrity::OtherFormat,
            Some(true) => Integrity::Complete,
            Some(false) => Integrity::CutOff,
        }
    }
}

/// Returns whether a file in this format is complete, or `None` if it is in another format.
type Format = fn(&[u8]) -> Option<bool>;

fn begins(bytes: &[u8], with: &[&[u8]]) -> Option<()> {
    with.iter()
        .any(|start| bytes.starts_with(start))
        .then_some(())
}

/// Returns the big-endian number of four bytes at a position.
fn u32_be(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

/// Returns the little-endian number of four bytes at a position.
fn u32_le(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}

/// Reads chunks, each with its length, up to `IEND`.
fn png(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\x89PNG\r\n\x1a\n"])?;
    let mut at = 8_usize;
    while let Some(length) = u32_be(bytes, at) {
        let next = at.saturating_add(length).saturating_add(12);
        if next > bytes.len() {
            return Some(false);
        }
        if bytes[at + 4..].starts_with(b"IEND") {
            return Some(true);
        }
        at = next;
    }
    Some(false)
}

/// Looks for the end marker after the last scan.
fn jpeg(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\xFF\xD8\xFF"])?;
    let last = |mark: [u8; 2]| bytes.windows(2).rposition(|two| two == mark);
    Some(match (last([0xFF, 0xDA]), last([0xFF, 0xD9])) {
        (Some(scan), Some(end)) => end > scan,
        _ => false,
    })
}

fn gif(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"GIF87a", b"GIF89a"])?;
    let last = bytes.iter().rposition(|byte| *byte != 0);
    Some(bytes.len() > 13 && last.is_some_and(|last| bytes[last] == b';'))
}

fn webp(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"RIFF"])?;
    let is_webp = bytes.get(8..12) == Some(b"WEBP".as_slice());
    let size = u32_le(bytes, 4).filter(|_| is_webp)?;
    Some(size > 4 && bytes.len() >= size.saturating_add(8))
}

/// Reads boxes, each with its length.
fn avif(bytes: &[u8]) -> Option<bool> {
    begins(bytes.get(4..)?, &[b"ftyp"])?;
    let mut at = 0_usize;
    let mut boxes = 0;
    while at < bytes.len() {
        match u32_be(bytes, at) {
            // 0: up to the end of the file. 1: a length of eight bytes follows.
            Some(0 | 1) => return Some(true),
            Some(size) if size >= 8 => at = at.saturating_add(size),
            _ => return Some(false),
        }
        boxes += 1;
    }
    Some(at == bytes.len() && boxes > 1)
}

/// Reads the list of pictures, each with its length and its position.
fn ico(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\0\0\x01\0"])?;
    let count = usize::from(*bytes.get(4)?);
    let ends = (0..count).map(|entry| {
        let at = 6 + entry * 16;
        Some(u32_le(bytes, at + 8)?.saturating_add(u32_le(bytes, at + 12)?))
    });
    Some(are_within(ends, bytes))
}

fn drawing(bytes: &[u8]) -> Option<bool> {
    let text = SourceText::decode_lossy(crate::source::SourcePath::new("drawing"), bytes);
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
    Some(u32_be(bytes, 8).is_some_and(|size| size > 44 && bytes.len() >= size))
}

/// Reads the list of tables, each with its position and its length.
fn sfnt(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"\0\x01\0\0", b"OTTO", b"true", b"ttcf"])?;
    if bytes.starts_with(b"ttcf") {
        return Some(true);
    }
    let count = usize::from(u16::from_be_bytes([*bytes.get(4)?, *bytes.get(5)?]));
    let ends = (0..count).map(|table| {
        let at = 12 + table * 16;
        Some(u32_be(bytes, at + 8)?.saturating_add(u32_be(bytes, at + 12)?))
    });
    Some(are_within(ends, bytes))
}

fn pdf(bytes: &[u8]) -> Option<bool> {
    begins(bytes, &[b"%PDF-"])?;
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    Some(tail.windows(5).any(|five| five == b"%%EOF"))
}

/// Whether a list of parts is complete and each part ends within the file.
fn are_within(ends: impl Iterator<Item = Option<usize>>, bytes: &[u8]) -> bool {
    let ends: Option<Vec<usize>> = ends.collect();
    ends.is_some_and(|ends| !ends.is_empty() && ends.iter().all(|end| *end <= bytes.len()))
}

/// Whether a line marks one side of a merge. `=======` alone may underline a title.
fn is_unmerged(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.any(|line| {
        let marks: [&[u8]; 3] = [b"<<<<<<< ", b"||||||| ", b">>>>>>> "];
        marks.iter().any(|mark| line.starts_with(mark))
    })
}

fn is_web_page(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    let start = String::from_utf8_lossy(start).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a small complete file of each kind.
    fn complete_files() -> Vec<(&'static str, Vec<u8>)> {
        let chunk = |name: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("small").to_be_bytes();
            [&length, name, data, &[0; 4]].concat()
        };
        let png = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &[1; 13]),
            chunk(b"IDAT", &[2; 30]),
            chunk(b"IEND", b""),
        ];
        let jpeg = b"\xFF\xD8\xFF\xE1\0\x08 thumb\xFF\xD9\xFF\xDA\0\x02 scan of it \xFF\xD9";
        let webp = [b"RIFF\x0c\0\0\0WEBPVP8 ".to_vec(), vec![1; 4]].concat();
        let ico = [
            b"\0\0\x01\0\x01\0".to_vec(),
            vec![1; 8],
            vec![4, 0, 0, 0, 22, 0, 0, 0],
            vec![5; 4],
        ]
        .concat();
        let avif = [b"\0\0\0\x0cftypavif\0\0\0\x10mdat".to_vec(), vec![1; 8]].concat();
        let woff = [b"wOF2\0\x01\0\0\0\0\0\x40".to_vec(), vec![1; 52]].concat();
        let ttf = [
            b"\0\x01\0\0\0\x01\0\0\0\0\0\0glyf\0\0\0\0\0\0\0\x1c\0\0\0\x04".to_vec(),
            vec![1; 4],
        ]
        .concat();
        vec![
            ("a.png", png.concat()),
            ("a.jpg", jpeg.to_vec()),
            ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0 picture;".to_vec()),
            ("a.webp", webp),
            ("a.ico", ico),
            ("a.avif", avif),
            (
                "a.svg",
                b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>\n"
                    .to_vec(),
            ),
            ("a.woff2", woff),
            ("a.ttf", ttf),
            ("a.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n".to_vec()),
        ]
    }

    #[test]
    fn a_complete_file_has_no_fault_and_a_cut_one_has() {
        for (name, bytes) in complete_files() {
            assert!(fault(name, &bytes).is_none(), "{name} is complete");
            for part in [1, 2, 3] {
                let cut = &bytes[..bytes.len() * part / 4];
                assert!(fault(name, cut).is_some(), "{name}, {part} quarters of it");
            }
        }
    }

    #[test]
    fn a_pointer_or_a_page_instead_of_a_file_is_a_fault() {
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
        let page = "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>";
        for (name, _) in complete_files() {
            for text in ["", pointer, page, "404: Not Found"] {
                assert!(fault(name, text.as_bytes()).is_some(), "{name}: {text:?}");
            }
        }
        for name in ["a.css", "a.js", "a.json"] {
            for text in [pointer, page] {
                assert!(fault(name, text.as_bytes()).is_some(), "{name}: {text:?}");
            }
        }
    }

    #[test]
    fn an_unfinished_merge_is_a_fault_of_every_text() {
        for name in [
            "a.css",
            "a.js",
            "a.txt",
            "a.html",
            "templates/slots/footer.html",
        ] {
            for mark in ["<<<<<<< HEAD", "||||||| 1a2b3c4", ">>>>>>> topic"] {
                let text = format!("one\r\n{mark}\r\ntwo\r\n");
                assert!(fault(name, text.as_bytes()).is_some(), "{name}: {mark}");
            }
            let text = "Licence\n=======\na <<<<<<< b\n";
            assert!(fault(name, text.as_bytes()).is_none(), "{name}");
        }
    }

    #[test]
    fn a_picture_may_have_another_format_than_its_name_says() {
        let files = complete_files();
        let (_, png) = &files[0];
        for name in ["favicon.ico", "a.jpg", "A.PNG"] {
            assert!(fault(name, png).is_none(), "{name}");
        }
    }
}
