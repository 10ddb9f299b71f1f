//! What is said of files and folders that were found and not read.

use crate::diag::{Code, Diagnostic};
use crate::source::{
    DEEPEST, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, Place, SourcePath, SourceTree, Unread,
};

/// What is wrong with everything that was found and not read. What nothing reads in the first place, and an empty
/// theme, are left to others: a file to its kind, a theme to its loader.
pub(super) fn problems(tree: &SourceTree) -> impl Iterator<Item = Diagnostic> {
    tree.unread().filter_map(|(path, why)| {
        let (code, (message, help)) = match too_large(why) {
            Some(words) => (Code::TooLarge, words),
            None => (Code::NotRead, link(path, why).or_else(|| words(path, why))?),
        };
        Some(Diagnostic::error(code, Place::file(path), message).help(help))
    })
}

/// The message, and what to do.
type Words = (String, &'static str);

fn words(path: &SourcePath, why: &Unread) -> Option<Words> {
    let (message, help) = match why {
        Unread::NotFetched if path.below("themes").is_some() => return None,
        Unread::Failed(why) => {
            let message = format!("this file cannot be read: {}", told(why));
            return Some((message, "check that you have permission to read it"));
        }
        Unread::FileNamedLikeFolder => {
            let message = format!("this is a file, and `{path}` must be a folder");
            return Some((message, "rename the file, or delete it"));
        }
        Unread::TooDeep => {
            let message = format!("this folder is more than {DEEPEST} folders deep");
            return Some((message, "move its content to a folder higher up"));
        }
        Unread::Reserved => {
            let message = format!("Windows reserves the name `{}`", path.file_name());
            return Some((
                message,
                "rename it, so that the site can be used on Windows",
            ));
        }
        Unread::FolderNamedLikeFile => (
            "this is a folder with the name of a file",
            "rename the folder, or delete it",
        ),
        Unread::Name => (
            "the name of this file is not UTF-8 text, or has a backslash in it",
            "rename it",
        ),
        Unread::NotFetched => (
            "this folder is a git submodule that has not been fetched, so it is empty",
            "fetch it: git submodule update --init",
        ),
        Unread::Special => (
            "this is a pipe, a socket or a device, not a file",
            "delete it",
        ),
        Unread::Loop => (
            "this link leads back to itself or to a folder that contains it",
            "delete the link",
        ),
        _ => return None,
    };
    Some((message.to_owned(), help))
}

/// The same of a file or a site that is too large.
fn too_large(why: &Unread) -> Option<Words> {
    const LESS: &str = "delete what the site does not need";
    let megabytes = |bytes: u64| format!("larger than {} MB", bytes >> 20);
    let (what, help) = match why {
        Unread::TooLarge(LARGEST_TEXT) => (
            format!(
                "this file is {}, which is too large to review",
                megabytes(LARGEST_TEXT)
            ),
            "split it: a quarter can be a folder with one file for each contributor",
        ),
        Unread::TooLarge(limit) => (
            format!("this file is {}", megabytes(*limit)),
            "make it smaller, or publish it elsewhere and link to it there",
        ),
        Unread::TooMuch => {
            let size = megabytes(LARGEST_SITE);
            let message =
                format!("with this, the site's files are {size} together; the rest was not read");
            (message, LESS)
        }
        Unread::TooMany => {
            let message = format!(
                "with this, the site has more than {MOST_FILES} files and folders; the rest was not read"
            );
            (message, LESS)
        }
        _ => return None,
    };
    Some((what, help))
}

/// The same of a link.
fn link(path: &SourcePath, why: &Unread) -> Option<Words> {
    const COPY: &str = "replace the link with the file itself, or delete it";
    let (to, what, help) = match why {
        Unread::CommittedLink(to) => {
            let to = told(to);
            let message = format!(
                "`{path}` is a link to `{to}`, outside the repository that it was committed to"
            );
            let help = "commit the folder itself, or remove the link from git: git rm --cached, and a line in .gitignore";
            return Some((message, help));
        }
        Unread::LeadsOut(to) => (to, "outside the site's folder", COPY),
        Unread::LeadsToForeign(to) => (to, "which is not part of the site's sources", COPY),
        Unread::LeadsToOtherKind(to) => (to, "a file of another kind", COPY),
        Unread::LeadsNowhere(to) => (to, "which does not exist", "correct the link, or delete it"),
        _ => return None,
    };
    Some((format!("this is a link to `{}`, {what}", told(to)), help))
}

/// What the system or a link says, on one line of bounded length.
fn told(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    text.escape_debug().to_string().replace("\\'", "'")
}
