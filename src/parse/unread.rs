//! What is said of files and folders that were found and not read.

use crate::diag::{Code, Diagnostic};
use crate::source::{
    DEEPEST, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, Place, SourcePath, SourceTree, Unread,
};

/// What is wrong with everything that was found and not read. What nothing reads in the first place, and an empty
/// theme, are left to others: a file to its kind, a theme to its loader.
pub(super) fn problems(tree: &SourceTree) -> impl Iterator<Item = Diagnostic> {
    tree.unread().filter_map(|(path, why)| {
        let (code, words) = match too_large(why) {
            None => (Code::NotRead, link(path, why).or_else(|| words(path, why))),
            words => (Code::TooLarge, words),
        };
        let (message, help) = words?;
        Some(Diagnostic::error(code, Place::file(path), message).help(help))
    })
}

/// The message, and what to do.
fn words(path: &SourcePath, why: &Unread) -> Option<(String, &'static str)> {
    Some(match why {
        Unread::NotFetched if path.below("themes").is_some() => return None,
        Unread::FolderNamedLikeFile => (
            "this is a folder with the name of a file".to_owned(),
            "rename the folder, or delete it",
        ),
        Unread::FileNamedLikeFolder => (
            format!("this is a file, and `{path}` must be a folder"),
            "rename the file, or delete it",
        ),
        Unread::TooDeep => (
            format!("this folder is more than {DEEPEST} folders deep"),
            "move its content to a folder higher up",
        ),
        Unread::Name => (
            "the name of this file is not UTF-8 text, or has a backslash in it".to_owned(),
            "rename it",
        ),
        Unread::Reserved => (
            format!("Windows reserves the name `{}`", path.file_name()),
            "rename it, so that the site can be used on Windows",
        ),
        Unread::NotFetched => (
            "this folder is a git submodule that has not been fetched, so it is empty".to_owned(),
            "fetch it: git submodule update --init",
        ),
        Unread::Failed(why) => (
            format!("this file cannot be read: {}", told(why)),
            "check that you have permission to read it",
        ),
        Unread::Special => (
            "this is a pipe, a socket or a device, not a file".to_owned(),
            "delete it",
        ),
        _ => return None,
    })
}

/// The same of a file or a site that is too large.
fn too_large(why: &Unread) -> Option<(String, &'static str)> {
    const LESS: &str = "delete what the site does not need";
    let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
    Some(match why {
        Unread::TooLarge(LARGEST_TEXT) => (
            format!(
                "this file is larger than {}, which is too large to review",
                megabytes(LARGEST_TEXT)
            ),
            "split it: a quarter can be a folder with one file for each contributor",
        ),
        Unread::TooLarge(limit) => (
            format!("this file is larger than {}", megabytes(*limit)),
            "make it smaller, or publish it elsewhere and link to it there",
        ),
        Unread::TooMuch => (
            format!(
                "with this, the site's files are larger than {} together; the rest was not read",
                megabytes(LARGEST_SITE)
            ),
            LESS,
        ),
        Unread::TooMany => (
            format!(
                "with this, the site has more than {MOST_FILES} files and folders; the rest was not read"
            ),
            LESS,
        ),
        _ => return None,
    })
}

/// The same of a link.
fn link(path: &SourcePath, why: &Unread) -> Option<(String, &'static str)> {
    const COPY: &str = "replace the link with the file itself, or delete it";
    let link = |to: &str, what: &str| format!("this is a link to `{}`, {what}", told(to));
    Some(match why {
        Unread::LeadsOut(to) => (link(to, "outside the site's folder"), COPY),
        Unread::CommittedLink(to) => (
            format!(
                "`{path}` is a link to `{}`, outside the repository that it was committed to",
                told(to)
            ),
            "commit the folder itself, or remove the link from git: git rm --cached, and a line in .gitignore",
        ),
        Unread::LeadsToForeign(to) => (link(to, "which is not part of the site's sources"), COPY),
        Unread::LeadsToOtherKind(to) => (link(to, "a file of another kind"), COPY),
        Unread::LeadsNowhere(to) => (
            link(to, "which does not exist"),
            "correct the link, or delete it",
        ),
        Unread::Loop => (
            "this link leads back to itself or to a folder that contains it".to_owned(),
            "delete the link",
        ),
        _ => return None,
    })
}

/// What the system or a link says, on one line of bounded length.
fn told(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    text.escape_debug().to_string().replace("\\'", "'")
}
