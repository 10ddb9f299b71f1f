//! What is said of files and folders that were found and not read.

use crate::diag::{Code, Diagnostic};
use crate::source::{
    DEEPEST, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, Place, SourcePath, SourceTree, Unread,
};

/// What is wrong with everything that was found and not read. What nothing reads in the first place, and an empty
/// theme, are left to others: a file to its kind, a theme to its loader.
pub(super) fn problems(tree: &SourceTree) -> impl Iterator<Item = Diagnostic> {
    let unread = tree.unread();
    unread.filter_map(|(path, why)| problem(path, why))
}

fn problem(path: &SourcePath, why: &Unread) -> Option<Diagnostic> {
    let (code, message, help) = match why {
        Unread::NotNeeded => return None,
        Unread::NotFetched if path.below("themes").is_some() => return None,
        Unread::TooLarge(_) | Unread::TooMany | Unread::TooMuch => {
            let (message, help) = too_large(why);
            (Code::TooLarge, message, help)
        }
        Unread::LeadsOut(_)
        | Unread::CommittedLink(_)
        | Unread::LeadsToForeign(_)
        | Unread::LeadsToOtherKind(_)
        | Unread::LeadsNowhere(_)
        | Unread::Loop => {
            let (message, help) = link(path, why);
            (Code::NotRead, message, help)
        }
        _ => {
            let (message, help) = other(path, why);
            (Code::NotRead, message, help)
        }
    };
    Some(Diagnostic::error(code, Place::file(path), message).help(help))
}

fn link(path: &SourcePath, why: &Unread) -> (String, &'static str) {
    const COPY: &str = "replace the link with the file itself, or delete it";
    match why {
        Unread::LeadsOut(to) => (
            format!(
                "this is a link to `{}`, outside the site's folder",
                told(to)
            ),
            COPY,
        ),
        Unread::CommittedLink(to) => (
            format!(
                "`{path}` is a link to `{}`, outside the repository that it was committed to",
                told(to)
            ),
            "commit the folder itself, or remove the link from git: git rm --cached, and a line in .gitignore",
        ),
        Unread::LeadsToForeign(to) => (
            format!(
                "this is a link to `{}`, which is not part of the site's sources",
                told(to)
            ),
            COPY,
        ),
        Unread::LeadsToOtherKind(to) => (
            format!("this is a link to `{}`, a file of another kind", told(to)),
            COPY,
        ),
        Unread::LeadsNowhere(to) => (
            format!("this is a link to `{}`, which does not exist", told(to)),
            "correct the link, or delete it",
        ),
        _ => (
            "this link leads back to itself or to a folder that contains it".to_owned(),
            "delete the link",
        ),
    }
}

fn too_large(why: &Unread) -> (String, &'static str) {
    const LESS: &str = "delete what the site does not need";
    match why {
        Unread::TooLarge(LARGEST_TEXT) => (
            format!(
                "this file is larger than {} MB, which is too large to review",
                LARGEST_TEXT >> 20
            ),
            "split it: a quarter can be a folder with one file for each contributor",
        ),
        Unread::TooLarge(limit) => (
            format!("this file is larger than {} MB", limit >> 20),
            "make it smaller, or publish it elsewhere and link to it there",
        ),
        Unread::TooMuch => (
            format!(
                "with this, the site's files are larger than {} MB together; the rest was not read",
                LARGEST_SITE >> 20
            ),
            LESS,
        ),
        _ => (
            format!(
                "with this, the site has more than {MOST_FILES} files and folders; the rest was not read"
            ),
            LESS,
        ),
    }
}

fn other(path: &SourcePath, why: &Unread) -> (String, &'static str) {
    match why {
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
        _ => (
            "this is a pipe, a socket or a device, not a file".to_owned(),
            "delete it",
        ),
    }
}

/// What the system or a link says, on one line of bounded length.
fn told(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    text.escape_debug().to_string().replace("\\'", "'")
}
