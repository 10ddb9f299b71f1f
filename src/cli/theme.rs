//! `quarterdeck theme`

use super::args::{Global, ThemeAction, ThemeArgs};
use super::console::{self, Console, count};
use super::{ExitStatus, Failure, Outcome, new};
use crate::build;
use crate::diag::did_you_mean;
use crate::disk;
use crate::parse::leaf;
use crate::render::theme::{self, BuiltInState, Replaced, Survey};
use crate::source::{SourcePath, SourceTree};

pub(super) fn run(global: &Global, args: &ThemeArgs, console: &Console) -> Outcome {
    let tree = disk::read(&global.root)?;
    let theme = SiteTheme {
        global,
        console,
        name: build::theme_name(&tree),
        tree,
    };
    match &args.action {
        None => theme.list(),
        Some(ThemeAction::Take { path, name }) => theme.take(path, name.as_deref())?,
        Some(ThemeAction::Diff { path }) => theme.diff(path)?,
        Some(ThemeAction::Accept { path }) => theme.accept(path)?,
    }
    Ok(ExitStatus::Success)
}

/// A site and the name of its theme.
struct SiteTheme<'a> {
    global: &'a Global,
    console: &'a Console,
    tree: SourceTree,
    name: String,
}

const DEFAULT: &str = "default";

impl SiteTheme<'_> {
    fn list(&self) {
        let survey = Survey::of(&self.name, &self.tree);
        if survey.is_empty() {
            let text = "the built-in theme, without changes";
            self.console.done("Theme", text);
            let text = "to create a theme: quarterdeck theme take properties.css --name NAME";
            self.console.note("Next", text);
            return;
        }
        let about = format!("{}, based on the built-in theme", self.name);
        self.console.done("Theme", &about);
        let lists = [
            ("Sets", &survey.properties),
            ("Fills", &survey.slots),
            ("Adds", &survey.added),
        ];
        for (verb, list) in lists {
            if !list.is_empty() {
                self.console.note(verb, &list.join(", "));
            }
        }
        for replaced in &survey.replaced {
            self.console.note("Replaces", &describe(replaced));
        }
        for path in &survey.left_over {
            let text =
                format!("originals/{path}: the theme no longer replaces this file, so delete it");
            self.console.note("Left over", &text);
        }
        let files = count(survey.replaced.len(), "file", "files");
        let replaced = survey.replaced.iter();
        let changed = replaced.filter(|one| one.built_in == BuiltInState::Changed);
        let since = match changed.count() {
            0 => String::new(),
            changed => format!(", {changed} with changes in the built-in theme since"),
        };
        self.console
            .done("Finished", &format!("{files} replaced{since}"));
    }

    /// Returns the path below the theme: `measure.html` and `themes/<name>/templates/measure.html` are the same file.
    fn path(&self, typed: &str) -> Outcome<String> {
        let typed = typed.replace('\\', "/");
        let typed = typed.trim_start_matches("./");
        let below = typed
            .strip_prefix(&format!("themes/{}/", self.name))
            .unwrap_or(typed);
        let known = theme::starters();
        let paths = [below.to_owned(), format!("templates/{below}")];
        if let Some(path) = paths.iter().find(|path| known.contains(&path.as_str())) {
            return Ok(path.clone());
        }
        let mut paths = paths.iter();
        let meant = paths.find_map(|path| did_you_mean(path, known.iter().copied()));
        let help = meant.map_or_else(
            || format!("there are {}", known.join(", ")),
            |meant| format!("did you mean {meant}?"),
        );
        Err(Failure::from(format!(
            "the built-in theme has no file {below}: {help}"
        )))
    }

    fn take(&self, path: &str, name: Option<&str>) -> Outcome<()> {
        let name = self.name_for(name)?;
        let path = self.path(path)?;
        let text = theme::starter(&path);
        let own = SourcePath::new(&format!("themes/{name}/{path}"));
        new::create(&self.global.root, &own, &text)?;
        self.console.done("Wrote", own.as_str());
        if theme::is_kept_as_original(&path) {
            let original = original(&name, &path);
            disk::keep(&self.global.root, &original, &text)?;
            let text = format!("{original}, so that changes to the built-in file can be reported");
            self.console.done("Kept", &text);
        }
        if self.name == DEFAULT {
            let text = format!("write `theme: {name}` in content/site.yaml");
            self.console.note("Next", &text);
        }
        Ok(())
    }

    /// Returns the name of the theme that a file is copied into.
    fn name_for(&self, option: Option<&str>) -> Outcome<String> {
        Err(Failure::from(match option {
            None | Some(DEFAULT) if self.name == DEFAULT => {
                "this site uses the built-in theme: choose a name for your own, such as --name harbour".to_owned()
            }
            Some(name) if !leaf::is_id(name) => format!(
                "`{name}` cannot be the name of a theme: use lower case letters, digits and hyphens"
            ),
            Some(name) if self.name != DEFAULT && name != self.name => format!(
                "content/site.yaml says `theme: {}`: run this without --name",
                self.name
            ),
            name => return Ok(name.unwrap_or(&self.name).to_owned()),
        }))
    }

    /// Returns a file that the theme replaces, with the built-in text.
    fn replaced(&self, path: &str) -> Outcome<(Replaced, &'static str)> {
        let path = self.path(path)?;
        let survey = Survey::of(&self.name, &self.tree);
        let found = survey.replaced.into_iter().find(|one| one.path == path);
        match (found, theme::built_in(&path)) {
            (Some(replaced), Some(text)) => Ok((replaced, text)),
            _ => Err(Failure::from(format!(
                "the theme {} does not replace {path}",
                self.name
            ))),
        }
    }

    fn diff(&self, path: &str) -> Outcome<()> {
        let (replaced, now) = self.replaced(path)?;
        if replaced.built_in != BuiltInState::Changed {
            self.console.done("Unchanged", &describe(&replaced));
            return Ok(());
        }
        let path = &replaced.path;
        let then = self.tree.get(&original(&self.name, path));
        let then = String::from_utf8_lossy(then.unwrap_or_default());
        let names = [
            format!("{path} as it was when you took it"),
            format!("{path} as it is now"),
        ];
        let changes = theme::unified((&names[0], &then), (&names[1], now));
        console::print(&changes);
        let text = format!(
            "make the changes that you want in themes/{}/{path}, then: quarterdeck theme accept {path}",
            self.name
        );
        self.console.note("Next", &text);
        Ok(())
    }

    fn accept(&self, path: &str) -> Outcome<()> {
        let (replaced, now) = self.replaced(path)?;
        let original = original(&self.name, &replaced.path);
        disk::keep(&self.global.root, &original, now)?;
        let text = format!("{original}: changes after today will be reported");
        self.console.done("Recorded", &text);
        Ok(())
    }
}

fn original(theme: &str, path: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{theme}/originals/{path}"))
}

fn describe(replaced: &Replaced) -> String {
    let path = &replaced.path;
    match replaced.built_in {
        BuiltInState::Unchanged => {
            format!("{path}: the built-in file has not changed since you took it")
        }
        BuiltInState::Changed => {
            format!(
                "{path}: the built-in file has changed since you took it; to see how: quarterdeck theme diff {path}"
            )
        }
        BuiltInState::Unknown => format!(
            "{path}: there is no original to compare it with; \
             to record the built-in file as it is now: quarterdeck theme accept {path}"
        ),
        BuiltInState::SameAsOwn => {
            format!("{path}: the same as the built-in file, so it can be deleted")
        }
    }
}
