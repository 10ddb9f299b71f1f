//! Reasons why a file or folder was not read.

/// The reason why a file or folder is not in a [`super::SourceTree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Files of this kind are not used here.
    NotNeeded,
    /// A symbolic link out of the site's folder, with its target.
    LeadsOut(String),
    /// A symbolic link in place of the site's `content` or `themes` that is committed to the repository and leads out
    /// of it.
    CommittedLink(String),
    /// A symbolic link to something that is not part of the site, such as `.git` or a published site.
    LeadsToForeign(String),
    /// A symbolic link to a file with another ending.
    LeadsToOtherKind(String),
    /// A symbolic link to a missing file.
    LeadsNowhere(String),
    /// A folder that contains itself, through a symbolic link.
    Loop,
    /// A pipe, a socket or a device.
    Special,
    /// A folder with the name of a file.
    FolderNamedLikeFile,
    /// A file with the name of one of the site's folders.
    FileNamedLikeFolder,
    /// A file larger than this number of bytes.
    TooLarge(u64),
    /// There are more than `MOST_FILES` files and folders.
    TooMany,
    /// The files have more than `LARGEST_SITE` bytes together.
    TooMuch,
    /// It is more than `DEEPEST` folders deep.
    TooDeep,
    /// The name is not UTF-8, or contains a backslash.
    Name,
    /// Windows reserves the name for a device, so the site could not be checked out there.
    Reserved,
    /// An empty folder of a submodule that was not fetched.
    NotFetched,
    /// An error of the operating system.
    Failed(String),
}
