//! Workflows of a git host, which check and preview each proposed change and publish each accepted one.
//!
//! They use no secrets, and no token except the platform's own. A change from a fork runs with a read-only token.

use super::NewFile;
use crate::diag::SiteFolder;
use crate::model::VoiceId;
use crate::source::SourcePath;

/// A git host with pipelines and pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Github,
    Gitlab,
}

/// Where a workflow gets the program: the archive of a release with its checksum, or the source code at one revision,
/// which cannot change by themselves. Empty if the reader must fill it in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProgramSource {
    pub(crate) url: String,
    pub(crate) sha256: String,
    pub(crate) git: String,
    /// A commit or a tag.
    pub(crate) rev: String,
}

impl ProgramSource {
    /// Returns the source code of this version, if the address of its repository is known.
    pub(crate) fn of_this_version() -> Self {
        Self::tagged(env!("CARGO_PKG_REPOSITORY"))
    }

    fn tagged(repository: &str) -> Self {
        if repository.is_empty() {
            return Self::default();
        }
        Self {
            git: repository.to_owned(),
            rev: format!("v{}", env!("CARGO_PKG_VERSION")),
            ..Self::default()
        }
    }

    fn variables(&self) -> String {
        include_str!("workflows/origin.yml")
            .replace("{url}", &self.url)
            .replace("{sha256}", &self.sha256)
            .replace("{git}", &self.git)
            .replace("{rev}", &self.rev)
    }

    /// Returns the container image for GitLab. A release needs only a download tool, the source code a compiler.
    fn image(&self) -> &'static str {
        if self.url.is_empty() {
            "rust:1"
        } else {
            "buildpack-deps:stable-scm"
        }
    }
}

/// Returns the files for a host, with paths from the repository's root.
pub(crate) fn files(
    host: Host,
    folder: &SiteFolder,
    origin: &ProgramSource,
    voices: &[VoiceId],
) -> Vec<NewFile> {
    let workflows: &[(&str, &str)] = match host {
        Host::Github => &[
            (
                ".github/workflows/check.yml",
                include_str!("workflows/check.yml"),
            ),
            (
                ".github/workflows/publish.yml",
                include_str!("workflows/publish.yml"),
            ),
        ],
        Host::Gitlab => &[(".gitlab-ci.yml", include_str!("workflows/gitlab.yml"))],
    };
    let workflows = workflows.iter();
    workflows
        .map(|(path, workflow)| NewFile::new(path, filled_in(workflow, folder, origin)))
        .chain([owners(folder, voices)])
        .collect()
}

fn filled_in(workflow: &str, folder: &SiteFolder, origin: &ProgramSource) -> String {
    let lines = workflow.lines().map(|line| {
        let indent = &line[..line.len() - line.trim_start().len()];
        match line.trim_start() {
            "{origin}" => indented(&origin.variables(), indent),
            "{install}" => indented(include_str!("workflows/install.sh"), indent),
            _ => format!("{line}\n"),
        }
    });
    lines
        .collect::<String>()
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{image}", origin.image())
        .replace("{root}", &folder.as_option())
}

fn indented(text: &str, indent: &str) -> String {
    let lines = text.lines().map(|line| format!("{indent}{line}\n"));
    lines.collect::<Vec<_>>().concat()
}

/// Returns the file of code owners, with a line for the comments of each voice. Only the council knows the people, so
/// the lines are commented out.
fn owners(folder: &SiteFolder, voices: &[VoiceId]) -> NewFile {
    let mut text = String::from(
        "# Who must approve a change to a file. If several lines match, the last one counts. Replace each @name with a person or\n# team of your host, and delete the # at the start of the line.\n",
    );
    let content = folder.path_of(&SourcePath::new("content"));
    text.push_str(&format!("# /{content}/ @performance-team\n"));
    for voice in voices {
        for ending in ["md", "*.md"] {
            text.push_str(&format!(
                "# /{content}/commentary/**/*.{voice}.{ending} @{voice}\n"
            ));
        }
    }
    NewFile::new("CODEOWNERS", text)
}

#[cfg(test)]
mod tests {
    use super::ProgramSource;

    #[test]
    fn without_a_release_the_source_of_this_version_is_taken_where_its_address_is_known() {
        assert_eq!(ProgramSource::tagged(""), ProgramSource::default());
        let known = ProgramSource::tagged("https://git.example/quarterdeck");
        let expected = ProgramSource {
            git: "https://git.example/quarterdeck".to_owned(),
            rev: format!("v{}", env!("CARGO_PKG_VERSION")),
            ..ProgramSource::default()
        };
        assert_eq!(known, expected);
    }
}
