//! Files of a theme that are cut short, that another program left, or that are not what their name says.

use quarterdeck::diag::Code;

use super::{own, problems};

/// Whether a theme with this file is refused because of it.
fn has_fault(name: &str, bytes: &[u8]) -> bool {
    let (tree, path) = own(name, bytes);
    let problems = problems(&tree);
    let mut faults = problems
        .iter()
        .filter(|one| one.code == Code::Asset && one.is_error());
    faults.any(|one| one.place.path == path)
}

/// Returns a small complete file of each kind: a start, 32 bytes and an end.
fn complete_files() -> [(&'static str, Vec<u8>); 10] {
    let files: [(&str, &[u8], &[u8]); 10] = [
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n",
            b"\0\0\0\0IEND\xae\x42\x60\x82",
        ),
        (
            "a.jpg",
            b"\xFF\xD8\xFF\xE1\0\x08 thumb\xFF\xD9\xFF\xDA",
            b"\xFF\xD9",
        ),
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0", b";"),
        ("a.webp", b"RIFF\x24\0\0\0WEBP", b""),
        (
            "a.ico",
            b"\0\0\x01\0\x01\0\x01\x01\x01\x01\x01\x01\x01\x01\x20\0\0\0\x16\0\0\0",
            b"",
        ),
        ("a.avif", b"\0\0\0\x0cftypavif\0\0\0\x28mdat", b""),
        (
            "a.svg",
            b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">",
            b"</svg>\n",
        ),
        ("a.woff2", b"wOF2\0\x01\0\0\0\0\0\x34", b"the end."),
        (
            "a.ttf",
            b"\0\x01\0\0\0\x01\0\0\0\0\0\0glyf\0\0\0\0\0\0\0\x1c\0\0\0\x20",
            b"",
        ),
        ("a.pdf", b"%PDF-1.4\n", b"%%EOF\n"),
    ];
    files.map(|(name, start, end)| (name, [start, &[b'x'; 32], end].concat()))
}

#[test]
fn a_complete_file_has_no_fault_and_a_cut_one_has() {
    for (name, bytes) in complete_files() {
        assert!(!has_fault(name, &bytes), "{name} is complete");
        for part in [1, 2, 3] {
            let cut = &bytes[..bytes.len() * part / 4];
            assert!(has_fault(name, cut), "{name}, {part} quarters of it");
        }
    }
    let cut: [(&str, &[u8]); 4] = [
        // A chunk of text names the end.
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\x08tEXtnot IEND\xae\x42\x60\x82\0\0",
        ),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\x10tEXt\0\0\0\0IEND\xae\x42\x60\x82 ends",
        ),
        // A table beyond the end, and the second of 257 tables.
        (
            "a.ttf",
            b"\0\x01\0\0\0\x01\0\0\0\0\0\0glyf\0\0\0\0\0\0\0\x1c\0\0\0\x01",
        ),
        (
            "a.ttf",
            b"\0\x01\0\0\x01\x01\0\0\0\0\0\0glyf\0\0\0\0\0\0\0\x1c\0\0\0\x01x",
        ),
    ];
    for (name, bytes) in cut {
        assert!(has_fault(name, bytes), "{name}: {bytes:?}");
    }
}

#[test]
fn a_pointer_or_a_page_instead_of_a_file_is_a_fault() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
    let page = "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>";
    for (name, _) in complete_files() {
        for text in ["", pointer, page, "404: Not Found"] {
            assert!(has_fault(name, text.as_bytes()), "{name}: {text:?}");
        }
    }
    for name in ["a.css", "a.js", "a.json"] {
        for text in [pointer, page] {
            assert!(has_fault(name, text.as_bytes()), "{name}: {text:?}");
        }
    }
}

#[test]
fn an_unfinished_merge_is_a_fault_of_every_text() {
    for name in ["a.css", "a.js", "a.txt", "templates/slots/footer.html"] {
        for mark in ["<<<<<<< HEAD", "||||||| 1a2b3c4", ">>>>>>> topic"] {
            let text = format!("one\r\n{mark}\r\ntwo\r\n");
            assert!(has_fault(name, text.as_bytes()), "{name}: {mark}");
        }
        let text = "Licence\n=======\na <<<<<<< b\n";
        assert!(!has_fault(name, text.as_bytes()), "{name}");
    }
}

#[test]
fn a_picture_may_have_another_format_than_its_name_says() {
    let files = complete_files();
    let (_, png) = &files[0];
    for name in ["favicon.ico", "a.jpg", "A.PNG"] {
        assert!(!has_fault(name, png), "{name}");
    }
}
