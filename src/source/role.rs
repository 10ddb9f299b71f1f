//! The role of a path in a site's folder: one rule for reading folders and revisions and for publishing.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::SourcePath;

/// The folders of a site. The first must exist. The last three are read because files are put there by mistake.
pub(crate) const FOLDERS: [&str; 5] = ["content", "themes", "quarters", "measures", "commentary"];

/// The largest text that is read, in bytes. No one could review a larger one.
pub(crate) const LARGEST_TEXT: u64 = 1 << 20;
/// The largest theme file that is published, in bytes.
pub(crate) const LARGEST_ASSET: u64 = 20 << 20;
/// The largest size of all files together, in bytes.
pub(crate) const LARGEST_SITE: u64 = 200 << 20;
/// The largest number of files and folders.
pub(crate) const MOST_FILES: usize = 100_000;
/// The largest depth of nested folders.
pub(crate) const DEEPEST: usize = 20;

/// What a file is read for, which depends on its path only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Not part of the site: hidden, or a file of a version control system, an editor, a sync program or the operating
    /// system, or a README. Such a folder is not entered.
    Foreign,
    /// A text that is read.
    Text,
    /// A theme's file that is published unchanged.
    Asset,
    /// A file that is not used: its name is reported, but its content is not read.
    Unread,
}

impl Role {
    pub(crate) fn limit(self) -> u64 {
        match self {
            Self::Foreign | Self::Unread => 0,
            Self::Text => LARGEST_TEXT,
            Self::Asset => LARGEST_ASSET,
        }
    }
}

/// The endings of theme files that are published.
const PUBLISHED: &str = "avif css csv gif htm html ico jpeg jpg js json map mjs mp3 mp4 otf pdf png svg ttf txt vtt \
    webm webmanifest webp woff woff2 xml";

/// Published files without an ending, which hosts expect at the root of a site.
const PUBLISHED_NAMES: [&str; 3] = ["CNAME", "_headers", "_redirects"];

/// The only hidden folder that is part of a website (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

impl SourcePath {
    pub(crate) fn role(&self) -> Role {
        if self.is_foreign() || self.file_name() == "Icon" || self.is_for_people() {
            return Role::Foreign;
        }
        let ending = ending_of(self.file_name());
        let is_text = matches!(ending.as_str(), "yaml" | "md");
        match self.parts().as_slice() {
            ["content" | "quarters" | "measures" | "commentary", ..] if is_text => Role::Text,
            ["themes", _, "templates" | "originals", _, ..] => Role::Text,
            ["themes", _, .., _] if is_published(&ending) => Role::Asset,
            ["themes", _, name] if PUBLISHED_NAMES.contains(name) => Role::Asset,
            ["content" | "themes", ..] => Role::Unread,
            [_] if matches!(ending.as_str(), "yaml" | "yml") => Role::Text,
            _ => Role::Foreign,
        }
    }

    /// Returns whether this is a file for people who use the repository: a README anywhere, and others at the top of
    /// the content or of a theme, which may have their own repositories.
    fn is_for_people(&self) -> bool {
        const NAMES: &str = "CHANGELOG CODEOWNERS CODE_OF_CONDUCT CONTRIBUTING COPYING LICENCE LICENSE NOTICE SECURITY";
        let is_at_top = matches!(*self.parts(), ["content", _] | ["themes", _, _]);
        let name = self.file_name();
        let bare = name.strip_suffix(".md").unwrap_or(name);
        name == "README.md" || (is_at_top && NAMES.split(' ').any(|known| known == bare))
    }

    /// Returns whether a part of this path is a foreign name.
    pub(crate) fn is_foreign(&self) -> bool {
        let mut parts = self.parts();
        if let ["themes", _, WELL_KNOWN, ..] = *parts {
            parts.remove(2);
        }
        parts.into_iter().any(is_foreign_name)
    }

    /// Returns whether a file name has the same ending. A link to a file of another kind could publish a page's source,
    /// or quote a file from outside the site.
    pub(crate) fn is_of_kind(&self, other: &str) -> bool {
        ending_of(self.file_name()) == ending_of(other)
    }

    /// Returns whether a folder with this name could be mistaken for a file.
    pub(crate) fn is_named_like_a_file(&self) -> bool {
        let ending = ending_of(self.file_name());
        matches!(ending.as_str(), "yaml" | "yml" | "md") || is_published(&ending)
    }
}

/// Returns the letters after the last dot, in lower case.
fn ending_of(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.unwrap_or_default().to_ascii_lowercase()
}

fn is_published(ending: &str) -> bool {
    PUBLISHED.split(' ').any(|published| published == ending)
}

/// Names that operating systems, version control and sync programs use, in lower case. Hidden names are not listed.
static FOREIGN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let names = "#recycle|#snapshot|$recycle.bin|@eadir|@recycle|@tmp|__macosx|__pycache__|_darcs|cvs|\
        bower_components|desktop.ini|ehthumbs.db|ehthumbs_vista.db|icon\r|lost+found|network trash folder|node_modules|\
        system volume information|temporary items|thumbs.db";
    names.split('|').collect()
});

/// Endings of temporary and backup files, in lower case.
static FOREIGN_ENDINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let endings = "bak crdownload download old orig part partial rej swo swp swx temp tmp";
    endings.split(' ').collect()
});

/// Returns whether a file or folder with this name is not part of a site, in any folder.
pub(crate) fn is_foreign_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ending = lower.rsplit_once('.').map(|(_, ending)| ending);
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || FOREIGN.contains(&*lower)
        || ending.is_some_and(|ending| FOREIGN_ENDINGS.contains(ending))
}

/// Returns whether Windows reserves a name for a device, with any ending. A repository with such a file cannot be
/// checked out there.
pub(crate) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let mut devices = ["com", "lpt"].iter();
    let number = devices.find_map(|device| stem.strip_prefix(device));
    matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
        || matches!(number, Some("¹" | "²" | "³"))
}

/// How a second copy of a file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopiedBy {
    /// By a sync program, because two people changed the file at the same time.
    Sync,
    /// By a person, or by a browser that downloaded the file again.
    Hand,
}

/// Returns the name of the original, if a name is that of a copy.
pub(crate) fn copy_of(name: &str) -> Option<(String, CopiedBy)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let lower = stem.to_ascii_lowercase();
    let original = |length: usize| format!("{}.{ending}", stem[..length].trim_end());
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let bracket = lower
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    if let Some((before, inside)) = bracket {
        let original = original(before.len());
        if before.ends_with(' ') && is_number(inside) {
            // "potholes - Copy (2)" is a copy of "potholes".
            let earlier = copy_of(&original).map(|(name, _)| name);
            return Some((earlier.unwrap_or(original), CopiedBy::Hand));
        }
        if inside.contains("conflict") {
            return Some((original, CopiedBy::Sync));
        }
    }
    for mark in [".sync-conflict-", "_conflict-"] {
        if let Some((before, after)) = lower.split_once(mark)
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some((original(before.len()), CopiedBy::Sync));
        }
    }
    let bare = lower
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    for mark in [" - copy", " copy", "-copy", "_copy"] {
        if let Some(bare) = bare.strip_suffix(mark) {
            return Some((original(bare.len()), CopiedBy::Hand));
        }
    }
    let rest = lower.strip_prefix("copy of ")?;
    let start = stem.len() - rest.len();
    Some((
        format!("{}.{ending}", stem[start..].trim_end()),
        CopiedBy::Hand,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_sites_own_is_foreign_at_any_depth_and_as_any_part() {
        let names = ".git .GIT .svn .hg .vscode .idea .obsidian .Trash-1000 @eaDir node_modules Node_Modules __MACOSX \
            desktop.ini Desktop.ini Thumbs.db Icon\r .DS_Store ._a2.yaml ~$a2.docx .~lock.a2.ods# a2.yaml~ #a2.yaml# \
            .#a2.yaml .a2.yaml.swp a2.swp a2.yaml.bak crest.psd.bak a2.tmp a2.yaml.orig a2.md.part \
            a2.yaml.crdownload $RECYCLE.BIN CVS";
        for name in names.split(' ').chain(["System Volume Information"]) {
            for path in [
                format!("content/{name}"),
                format!("content/measures/{name}"),
                format!("content/{name}/measures/a2.yaml"),
                format!("themes/{name}/style.css"),
                format!("themes/x/{name}"),
                format!("themes/x/{name}/config.json"),
                format!("themes/x/templates/{name}/base.html"),
                format!("themes/x/originals/{name}"),
                format!("themes/x/.well-known/{name}"),
            ] {
                assert_eq!(SourcePath::new(&path).role(), Role::Foreign, "{path:?}");
            }
        }
    }

    #[test]
    fn what_belongs_to_a_site_is_read_for_what_it_is() {
        let table = [
            ("content/site.yaml", Role::Text),
            ("content/pages/con~text.md", Role::Text),
            ("content/figures.xlsx", Role::Unread),
            ("content/film.mp4", Role::Unread),
            ("content/README.md", Role::Foreign),
            ("content/LICENSE", Role::Foreign),
            ("content/CONTRIBUTING.md", Role::Foreign),
            ("content/pages/LICENSE", Role::Unread),
            ("themes/x/LICENSE", Role::Foreign),
            ("themes/x/style.css", Role::Asset),
            ("themes/x/Crest.PNG", Role::Asset),
            ("themes/x/icon/crest.svg", Role::Asset),
            ("themes/x/CNAME", Role::Asset),
            ("themes/x/.well-known/security.txt", Role::Asset),
            ("themes/x/fonts/CNAME", Role::Unread),
            ("themes/x/crest.psd", Role::Unread),
            ("themes/x/.env", Role::Foreign),
            ("themes/.well-known/a.txt", Role::Foreign),
            ("themes/x/id_rsa", Role::Unread),
            ("themes/x/templates/slots/footer.html", Role::Text),
            ("2016-17-q1.yaml", Role::Text),
            ("Cargo.toml", Role::Foreign),
            ("quarters/2016-17-q1.yaml", Role::Text),
            ("docs/a.md", Role::Foreign),
        ];
        for (path, role) in table {
            assert_eq!(SourcePath::new(path).role(), role, "{path}");
        }
    }

    #[test]
    fn a_second_copy_is_known_by_its_name() {
        let table = [
            ("potholes (1).yaml", "potholes.yaml", CopiedBy::Hand),
            ("potholes - Copy.yaml", "potholes.yaml", CopiedBy::Hand),
            ("potholes - Copy (2).yaml", "potholes.yaml", CopiedBy::Hand),
            ("potholes copy 2.yaml", "potholes.yaml", CopiedBy::Hand),
            ("Copy of potholes.yaml", "potholes.yaml", CopiedBy::Hand),
            (
                "a2.sync-conflict-20240101-120000-ABC.yaml",
                "a2.yaml",
                CopiedBy::Sync,
            ),
            (
                "a2 (conflicted copy 2024-01-01).yaml",
                "a2.yaml",
                CopiedBy::Sync,
            ),
            (
                "a2 (Ann's conflicted copy 2024-01-01).yaml",
                "a2.yaml",
                CopiedBy::Sync,
            ),
            ("a2_conflict-20240101.yaml", "a2.yaml", CopiedBy::Sync),
        ];
        for (name, original, by) in table {
            assert_eq!(copy_of(name), Some((original.to_owned(), by)), "{name}");
        }
        for name in "potholes.yaml|a2 (council).yaml|photocopy.yaml|(1)|copy.yaml".split('|') {
            assert_eq!(copy_of(name), None, "{name}");
        }
    }
}
