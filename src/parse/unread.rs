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
    const COPY: &str = "put the file itself here, or delete the link";
    let is_folder_of_site = path.parts().len() == 1;
    let (code, message, help) = match why {
        Unread::NotNeeded => return None,
        Unread::NotFetched if path.below("themes").is_some() => return None,
        Unread::LeadsOut(to) => (
            Code::NotRead,
            format!("this is a link to `{}`, outside the site's folder", told(to)),
            COPY.to_owned(),
        ),
        Unread::CommittedLink(to) => (
            Code::NotRead,
            format!("`{path}` is a link to `{}`, outside the repository that it was committed to", told(to)),
            "commit the folder itself, or take the link out of git: git rm --cached, and a line in .gitignore"
                .to_owned(),
        ),
        Unread::LeadsToForeign(to) => (
            Code::NotRead,
            format!("this is a link to `{}`, which is not part of the site's sources", told(to)),
            COPY.to_owned(),
        ),
        Unread::LeadsNowhere(to) => (
            Code::NotRead,
            format!("this is a link to `{}`, which does not exist", told(to)),
            "correct the link, or delete it".to_owned(),
        ),
        Unread::Loop => (
            Code::NotRead,
            "this is a link to a folder that it lies in, so it has no end".to_owned(),
            "delete the link".to_owned(),
        ),
        Unread::Special => (
            Code::NotRead,
            "this is a pipe, a socket or a device, not a file".to_owned(),
            "delete it".to_owned(),
        ),
        Unread::FolderNamedLikeFile => (
            Code::NotRead,
            "this is a folder with the name of a file".to_owned(),
            "rename the folder, or delete it".to_owned(),
        ),
        Unread::FileNamedLikeFolder => (
            Code::NotRead,
            format!("this is a file, and `{path}` must be a folder"),
            "rename the file, or delete it".to_owned(),
        ),
        Unread::TooLarge(limit) => (
            Code::TooLarge,
            format!("this file is larger than {} MB{}", limit >> 20, too_large_because(*limit)),
            if *limit == LARGEST_TEXT {
                "split it: a quarter may be a folder of files, one a contributor".to_owned()
            } else {
                "make it smaller, or publish it elsewhere and link to it".to_owned()
            },
        ),
        Unread::TooMany => (
            Code::TooLarge,
            format!("with this, the site has more than {MOST_FILES} files and folders; the rest was not read"),
            "delete what the site does not need".to_owned(),
        ),
        Unread::TooMuch => (
            Code::TooLarge,
            format!(
                "with this, the site's files are larger than {} MB together; the rest was not read",
                LARGEST_SITE >> 20
            ),
            "delete what the site does not need".to_owned(),
        ),
        Unread::TooDeep => (
            Code::NotRead,
            format!("this folder is more than {DEEPEST} folders deep"),
            "move what is in it further up".to_owned(),
        ),
        Unread::Name => (
            Code::NotRead,
            "the name of this file is not UTF-8 text, or has a backslash in it".to_owned(),
            "rename it".to_owned(),
        ),
        Unread::NotFetched => (
            Code::NotRead,
            "this folder is empty: it is kept in another repository, as a git submodule, and was not fetched"
                .to_owned(),
            "fetch it: git submodule update --init".to_owned(),
        ),
        Unread::Failed(why) => (
            Code::NotRead,
            format!(
                "this {} cannot be read: {}",
                if is_folder_of_site { "folder" } else { "file or folder" },
                told(why)
            ),
            "check that you may read it".to_owned(),
        ),
    };
    Some(Diagnostic::error(code, Place::file(path), message).help(help))
}

fn too_large_because(limit: u64) -> &'static str {
    if limit == LARGEST_TEXT {
        ", which no person can review"
    } else {
        ""
    }
}

/// What the system or a link says, on one line of bounded length.
fn told(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    text.escape_debug().to_string()
}
