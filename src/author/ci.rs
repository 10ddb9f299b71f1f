//! Workflows of a git host: each change is checked and can be looked at before it is taken; what is taken is published.
//!
//! They use no secret and no token beyond the platform's own. A change that comes from a copy of the repository runs with
//! a token that can only read, so it is never given anything else.

use super::Begun;
use crate::diag::SiteFolder;
use crate::model::VoiceId;

/// A git host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// GitHub, with Actions and Pages.
    Github,
    /// GitLab, with pipelines and Pages.
    Gitlab,
}

/// The files of a host, from the repository's root.
pub fn files(host: Host, folder: &SiteFolder, voices: &[VoiceId]) -> Vec<Begun> {
    let root = folder.as_option();
    let workflows = match host {
        Host::Github => vec![
            Begun::new(
                ".github/workflows/check.yml",
                with_root(GITHUB_CHECK, &root),
            ),
            Begun::new(
                ".github/workflows/publish.yml",
                with_root(GITHUB_PUBLISH, &root),
            ),
        ],
        Host::Gitlab => vec![Begun::new(".gitlab-ci.yml", with_root(GITLAB, &root))],
    };
    let owners = std::iter::once(owners(folder, voices));
    workflows.into_iter().chain(owners).collect()
}

fn with_root(workflow: &str, root: &str) -> String {
    workflow
        .replace("VERSION", env!("CARGO_PKG_VERSION"))
        .replace(" ROOT", root)
        .replace("INSTALL", INSTALL)
}

/// Each voice owns its own comments. Who stands behind a voice, only the council knows.
fn owners(folder: &SiteFolder, voices: &[VoiceId]) -> Begun {
    let mut text = String::from(
        "# Who is asked before a file changes. Put a person or a team of your host in place of each @name, and take the # away.\n",
    );
    let content = folder.path_of(&crate::source::SourcePath::new("content"));
    text.push_str(&format!("# /{content}/ @performance-team\n"));
    for voice in voices {
        text.push_str(&format!(
            "# /{content}/commentary/**/*.{voice}.md @{voice}\n"
        ));
    }
    Begun::new("CODEOWNERS", text)
}

/// A release by its checksum, or the source by its commit; nothing that could change by itself.
const INSTALL: &str = r#"if [ -n "$QUARTERDECK_URL" ]; then
            curl --fail --location --silent --show-error --output quarterdeck.tar.gz "$QUARTERDECK_URL"
            echo "$QUARTERDECK_SHA256  quarterdeck.tar.gz" | sha256sum --check -
            mkdir -p "$HOME/.local/bin"
            tar --extract --gzip --file quarterdeck.tar.gz --directory "$HOME/.local/bin" quarterdeck
          elif [ -n "$QUARTERDECK_GIT" ]; then
            cargo install --locked --root "$HOME/.local" --git "$QUARTERDECK_GIT" --rev "$QUARTERDECK_REV" quarterdeck
          else
            echo "Say at the head of this file where quarterdeck comes from." >&2
            exit 1
          fi"#;

const GITHUB_CHECK: &str = r#"# Every proposed change is checked. A change from a fork runs with a token that can only read; so this file must never be
# triggered by anything but `pull_request`.
name: Check

on:
  pull_request:

permissions:
  contents: read

env:
  # Where quarterdeck comes from. Either a release of VERSION: the address of its archive for Linux, and the checksum
  # that is published with it.
  QUARTERDECK_URL: ""
  QUARTERDECK_SHA256: ""
  # Or its source: the address of the repository, and a commit.
  QUARTERDECK_GIT: ""
  QUARTERDECK_REV: ""

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - name: Install quarterdeck
        shell: bash
        run: |
          INSTALL
          echo "$HOME/.local/bin" >> "$GITHUB_PATH"
      - name: Check
        run: quarterdeck ROOT check --format github
      - name: Make a preview, with drafts
        run: quarterdeck ROOT build --drafts --for-folder --output-dir preview
      - name: Keep the preview, to be looked at by those who may see the repository
        uses: actions/upload-artifact@v4
        with:
          name: preview
          path: preview
          retention-days: 14
"#;

const GITHUB_PUBLISH: &str = r#"# What is on the main branch is published, and again each morning: a quarter becomes public on its day.
name: Publish

on:
  push:
    branches: [main]
  schedule:
    - cron: "5 6 * * *"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: publish
  cancel-in-progress: false

env:
  # As in check.yml.
  QUARTERDECK_URL: ""
  QUARTERDECK_SHA256: ""
  QUARTERDECK_GIT: ""
  QUARTERDECK_REV: ""

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - name: Install quarterdeck
        shell: bash
        run: |
          INSTALL
          echo "$HOME/.local/bin" >> "$GITHUB_PATH"
      - name: Build
        run: quarterdeck ROOT build --output-dir public
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public

  publish:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"#;

const GITLAB: &str = r#"# Every proposed change is checked and can be looked at; what is on the main branch is published. Add a scheduled pipeline,
# each morning, so that a quarter becomes public on its day.
image: rust:1

variables:
  # Where quarterdeck comes from. Either a release of VERSION: the address of its archive for Linux, and the checksum
  # that is published with it.
  QUARTERDECK_URL: ""
  QUARTERDECK_SHA256: ""
  # Or its source: the address of the repository, and a commit.
  QUARTERDECK_GIT: ""
  QUARTERDECK_REV: ""

default:
  before_script:
    - |
          INSTALL
    - export PATH="$HOME/.local/bin:$PATH"

check:
  stage: test
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - quarterdeck ROOT check --format gitlab > codequality.json || (quarterdeck ROOT check; exit 1)
    - quarterdeck ROOT build --drafts --for-folder --output-dir preview
  artifacts:
    when: always
    expire_in: 14 days
    paths: [preview]
    reports:
      codequality: codequality.json

pages:
  stage: deploy
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - quarterdeck ROOT build --output-dir public
  artifacts:
    paths: [public]
"#;
