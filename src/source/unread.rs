//! Why something in a site's folder was not read.

/// Why the bytes of a file or folder are not in a [`super::SourceTree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// No reader uses a file of this kind here.
    NotNeeded,
    /// A symbolic link that leads out of the site's folder; holds what the link says.
    LeadsOut(String),
    /// The site's `content` or `themes` as a whole, as a link that is kept in the repository and leads out of it.
    CommittedLink(String),
    /// A symbolic link to something that is not the site's own, such as `.git` or a published site.
    LeadsToForeign(String),
    /// A symbolic link to a file whose name ends in another way.
    LeadsToOtherKind(String),
    /// A symbolic link to nothing.
    LeadsNowhere(String),
    /// A folder that, by a symbolic link, lies within itself.
    Loop,
    /// A pipe, a socket or a device.
    Special,
    /// A folder that is named like a file.
    FolderNamedLikeFile,
    /// A file where a folder of the site belongs.
    FileNamedLikeFolder,
    /// It is larger than so many bytes.
    TooLarge(u64),
    /// With it there are more than [`super::MOST_FILES`] files and folders.
    TooMany,
    /// With it the files have more than [`super::LARGEST_SITE`] bytes together.
    TooMuch,
    /// It lies more than [`super::DEEPEST`] folders deep.
    TooDeep,
    /// Its name is not UTF-8 text, or holds a backslash.
    Name,
    /// Windows keeps its name for a device, so nobody could fetch the site there.
    Reserved,
    /// An empty folder that belongs to another repository, which was not fetched.
    NotFetched,
    /// What the system says.
    Failed(String),
}
