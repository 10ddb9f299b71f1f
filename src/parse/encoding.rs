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

/// Reads UTF-8, or says what the file seems to be instead.
pub(super) fn decode(path: &SourcePath, bytes: &[u8]) -> Result<SourceText, Box<Diagnostic>> {
    let error = |place: Place, message: String, help: &str| {
        Box::new(Diagnostic::error(Code::NotText, place, message).help(help))
    };
    if let Some((_, kind)) = OTHER_KINDS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        let message = format!("this file is not text: it seems to be {kind}");
        let help = "copy what it says into a text file of this name";
        return Err(error(Place::file(path), message, help));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let message = "this file is UTF-16, which Windows calls Unicode".to_owned();
        return Err(error(Place::file(path), message, SAVE));
    }
    SourceText::decode(path.clone(), bytes).map_err(|byte| {
        let message = "this file is not UTF-8 text from here on".to_owned();
        let help = format!("it was probably saved in Windows' own encoding; {SAVE}");
        error(Place::bytes(path, byte..byte + 1), message, &help)
    })
}
