//! Files that are no text, or not in UTF-8, and what they probably are.

use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath, SourceText};

/// How other kinds of files begin.
const OTHER_KINDS: [(&[u8], &str); 5] = [
    (
        b"PK\x03\x04",
        "a spreadsheet, a Word document or an archive",
    ),
    (b"\xD0\xCF\x11\xE0", "an old spreadsheet or Word document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
];

const SAVE: &str = "save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)";

/// What is said of lines that another program added in its own encoding, and what to do.
pub(super) const WIDE: &str = "from here on, this file is UTF-16, which is not text here";
pub(super) const APPENDED: &str =
    "a command such as PowerShell's `>>` added it: delete these lines and type them in an editor";

/// The encoding of a file that has more than one byte for each character, by its mark or by the null bytes in its first
/// characters.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0xFE, 0xFF, ..]
        | [1..=255, 0, 0, 0, ..]
        | [0, 0, 0, 1..=255, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..]
        | [0xFE, 0xFF, ..]
        | [1..=255, 0, 1..=255, 0, ..]
        | [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16, which Windows calls Unicode"),
        _ => None,
    }
}

/// Reads UTF-8, or says what the file seems to be instead.
pub(super) fn decode(path: &SourcePath, bytes: &[u8]) -> Result<SourceText, Box<Diagnostic>> {
    let error = |place: Place, message: String, help: &str| {
        Box::new(Diagnostic::error(Code::NotText, place, message).help(help))
    };
    let mut kinds = OTHER_KINDS.iter();
    if let Some((_, kind)) = kinds.find(|(start, _)| bytes.starts_with(start)) {
        let message = format!("this file is not text: it seems to be {kind}");
        let help = "copy the words into a text file with this name";
        return Err(error(Place::file(path), message, help));
    }
    if let Some(encoding) = wide(bytes) {
        let message = format!("this file is {encoding}");
        return Err(error(Place::file(path), message, SAVE));
    }
    SourceText::decode(path.clone(), bytes).map_err(|byte| {
        let place = Place::bytes(path, byte..byte + 1);
        // The byte is counted without the file's own mark.
        let after = SourceText::without_mark(bytes).get(byte..);
        if after.is_some_and(|after| wide(after).is_some()) {
            return error(place, WIDE.to_owned(), APPENDED);
        }
        let help = format!("it was probably saved in a Windows encoding; {SAVE}");
        let message = "this file is not UTF-8 text from here on".to_owned();
        error(place, message, &help)
    })
}
