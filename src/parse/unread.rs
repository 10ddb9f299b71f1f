//! What is said of files and folders that were found and not read.

use crate::diag::{Code, Diagnostic};
use crate::source::{
    DEEPEST, LARGEST_SITE, LARGEST_TEXT, MOST_FILES, Place, SourcePath, SourceTree, Unread,
};

/// What is wrong with everything that was found and not read. What nothing reads in the first place, and an empty
/// theme, are left to others: a file to its kind, a theme to its loader.
pub(super) fn problems(tree: &SourceTree) -> impl Iterator<Item = Diagnostic> {
    tree.unread().filter_map(|(path, why)| {
        let is_theme = path.below("themes").is_some();
        let (code, (message, help)) = match why {
            Unread::NotNeeded => return None,
            Unread::NotFetched if is_theme => return None,
            Unread::TooLarge(_) | Unread::TooMuch | Unread::TooMany => {
                (Code::TooLarge, too_large(why))
            }
            why => (Code::NotRead, words(path, why)),
        };
        Some(Diagnostic::error(code, Place::file(path), message).help(help))
    })
}

/// The message, and what to do.
type Words = (String, &'static str);

fn words(path: &SourcePath, why: &Unread) -> Words {
    let link = |to, what| format!("this is a link to `{}`, {what}", told(to));
    let message = match why {
        Unread::Failed(why) => format!("this file cannot be read: {}", told(why)),
        Unread::FileNamedLikeFolder => format!("this is a file, and `{path}` must be a folder"),
        Unread::TooDeep => format!("this folder is more than {DEEPEST} folders deep"),
        Unread::Reserved => format!("Windows reserves the name `{}`", path.file_name()),
        Unread::CommittedLink(to) => format!(
            "`{path}` is a link to `{}`, outside the repository that it was committed to",
            told(to)
        ),
        Unread::LeadsOut(to) => link(to, "outside the site's folder"),
        Unread::LeadsToForeign(to) => link(to, "which is not part of the site's sources"),
        Unread::LeadsToOtherKind(to) => link(to, "a file of another kind"),
        Unread::LeadsNowhere(to) => link(to, "which does not exist"),
        fixed => match fixed {
            Unread::FolderNamedLikeFile => "this is a folder with the name of a file",
            Unread::Name => "the name of this file is not UTF-8 text, or has a backslash in it",
            Unread::NotFetched => {
                "this folder is a git submodule that has not been fetched, so it is empty"
            }
            Unread::Loop => "this link leads back to itself or to a folder that contains it",
            _ => "this is a pipe, a socket or a device, not a file",
        }
        .to_owned(),
    };
    let help = match why {
        Unread::Failed(_) => "check that you have permission to read it",
        Unread::FileNamedLikeFolder => "rename the file, or delete it",
        Unread::FolderNamedLikeFile => "rename the folder, or delete it",
        Unread::TooDeep => "move its content to a folder higher up",
        Unread::Reserved => "rename it, so that the site can be used on Windows",
        Unread::Name => "rename it",
        Unread::NotFetched => "fetch it: git submodule update --init",
        Unread::Loop => "delete the link",
        Unread::CommittedLink(_) => {
            "commit the folder itself, or remove the link from git: git rm --cached, and a line in .gitignore"
        }
        Unread::LeadsNowhere(_) => "correct the link, or delete it",
        Unread::LeadsOut(_) | Unread::LeadsToForeign(_) | Unread::LeadsToOtherKind(_) => {
            "replace the link with the file itself, or delete it"
        }
        _ => "delete it",
    };
    (message, help)
}

/// The same of a file or a site that is too large.
fn too_large(why: &Unread) -> Words {
    const LESS: &str = "delete what the site does not need";
    let megabytes = |bytes: u64| format!("larger than {} MB", bytes >> 20);
    match why {
        Unread::TooLarge(LARGEST_TEXT) => {
            let size = megabytes(LARGEST_TEXT);
            let help = "split it: a quarter can be a folder with one file for each contributor";
            (
                format!("this file is {size}, which is too large to review"),
                help,
            )
        }
        Unread::TooLarge(limit) => (
            format!("this file is {}", megabytes(*limit)),
            "make it smaller, or publish it elsewhere and link to it there",
        ),
        Unread::TooMany => (
            format!(
                "with this, the site has more than {MOST_FILES} files and folders; the rest was not read"
            ),
            LESS,
        ),
        _ => {
            let size = megabytes(LARGEST_SITE);
            (
                format!("with this, the site's files are {size} together; the rest was not read"),
                LESS,
            )
        }
    }
}

/// What the system or a link says, on one line of bounded length.
fn told(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    text.escape_debug().to_string().replace("\\'", "'")
}
