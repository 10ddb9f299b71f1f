//! A site's colours and type: `properties.css`, merged into the stylesheet.
//!
//! It may only set properties of the stylesheet. So misspelt names are found, the rest of the design stays as it was
//! tested, and later changes of the built-in theme still apply.

mod contrast;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::suggestion;
use crate::diag::{Code, Diagnostic};
use crate::source::{Place, SourcePath};
use contrast::Colour;
use sheet::{Declaration, Sheet};

/// A property that a site can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property<'t> {
    /// The name, such as `--ink`.
    pub name: &'t str,
    /// The value in the built-in theme.
    pub light: &'t str,
    /// The value on dark screens. Empty if it is the same.
    pub dark: &'t str,
    /// What it colours or sets.
    pub about: &'t str,
}

/// Returns the properties of a stylesheet.
pub fn known(style: &str) -> Vec<Property<'_>> {
    let sheet = Sheet::read(style);
    let properties = sheet
        .light
        .iter()
        .filter(|light| light.name.text.starts_with("--"));
    let properties = properties.map(|light| {
        let mut dark = sheet.dark.iter();
        let dark = dark.find(|dark| dark.name.text == light.name.text);
        Property {
            name: light.name.text,
            light: light.value.text,
            dark: dark.map_or("", |dark| dark.value.text),
            about: light.about,
        }
    });
    properties.collect()
}

pub(super) fn names(text: &str) -> Vec<String> {
    let sheet = Sheet::read(text);
    let mut seen = BTreeSet::new();
    let all = sheet.light.iter().chain(&sheet.dark);
    let names = all
        .map(|one| one.name.text)
        .filter(|name| seen.insert(*name));
    names.map(str::to_owned).collect()
}

pub(super) fn check(path: &SourcePath, text: &str, style: &str) -> Vec<Diagnostic> {
    let mut base = Sheet::read(style);
    base.light.retain(|one| one.name.text.starts_with("--"));
    let own = Sheet::read(text);
    let error = |(span, message, help): Problem| {
        let place = Place::bytes(path, span);
        Diagnostic::error(Code::ThemeProperty, place, message).help(help)
    };
    let unexpected = own.unexpected.iter().cloned();
    let mut problems: Vec<Diagnostic> = unexpected.map(error).collect();
    for scheme in [&own.light, &own.dark] {
        let mut before: BTreeMap<&str, Range<usize>> = BTreeMap::new();
        for declaration in scheme {
            problems.extend(check_value(declaration, &base).map(error));
            let (name, span) = (declaration.name.text, declaration.name.span());
            if let Some(first) = before.get(name) {
                let message = format!("`{name}` is set twice");
                let problem = error((span, message, "delete one of them".to_owned()));
                let first = Place::bytes(path, first.clone());
                problems.push(problem.related(first, "first here"));
            } else {
                before.insert(name, span);
            }
        }
    }
    problems.extend(contrast::check(path, &base, &own));
    problems
}

/// Returns the stylesheet with a site's properties in it: each scheme after the built-in values for that scheme, and both
/// before the rules for print and forced colours.
pub(super) fn merge(style: &str, text: &str) -> String {
    let base = Sheet::read(style);
    let own = Sheet::read(text);
    let light = base.light_end.unwrap_or(style.len());
    let dark = base.dark_end.unwrap_or(light).max(light);
    let block = |set: &[Declaration], root: &str, (before, after): (&str, &str)| {
        let lines = set.iter();
        let lines = lines.map(|one| format!("  {}: {};\n", one.name.text, one.value.text));
        match lines.collect::<String>() {
            lines if lines.is_empty() => lines,
            lines => format!("\n{before}{root} {{\n{lines}}}{after}"),
        }
    };
    let on_dark_screens = "@media screen and (prefers-color-scheme: dark) { ";
    [
        &style[..light],
        &block(&own.light, ":root", ("", "")),
        &style[light..dark],
        &block(&own.dark, sheet::DARK_ROOT, (on_dark_screens, " }")),
        &style[dark..],
    ]
    .concat()
}

/// The bytes of a problem, its message and its help.
type Problem = (Range<usize>, String, String);

const OTHER_CHANGES: &str = "to change more than colours and type, fill a slot or replace style.css: quarterdeck theme take style.css";

fn check_value(declaration: &Declaration, base: &Sheet) -> Option<Problem> {
    let known = || base.light.iter().map(|light| light.name.text);
    let (name, value) = (declaration.name.text, declaration.value.text);
    let Some(default) = base.light.iter().find(|light| light.name.text == name) else {
        let otherwise = if name.starts_with("--") {
            format!("it has {}", known().collect::<Vec<_>>().join(", "))
        } else {
            format!("properties begin with two hyphens, such as --ink; {OTHER_CHANGES}")
        };
        let message = format!("the theme has no property `{name}`");
        let help = suggestion(name, known(), &otherwise);
        return Some((declaration.name.span(), message, help));
    };
    if value.is_empty() {
        let message = format!("`{name}` has no value");
        let help = format!("write `{name}: {};`", default.value.text);
        return Some((declaration.name.span(), message, help));
    }
    let default_colour = colour_of(default.value.text, base.light.len(), |name| {
        let mut light = base.light.iter();
        Some(light.find(|light| light.name.text == name)?.value.text)
    });
    let (message, help) = if let Some(other) = reference(value) {
        if other != name && known().any(|known| known == other) {
            return None;
        }
        let message = format!("`{value}` refers to no other property of the theme");
        (message, "write the value itself")
    } else if default_colour.is_some() && Colour::parse(value).is_none() {
        let message = format!("`{value}` is not a colour whose contrast can be judged");
        (message, "write it with # and six digits, such as `#12436d`")
    } else if value.contains("url(") || value.contains(['{', '}', '<', '@', '!']) {
        let message = format!("`{value}` is more than a value");
        (message, "write the name or the size alone")
    } else if value.contains("--") {
        let message = format!("the value of `{name}` is not closed");
        (message, "write a semicolon after it")
    } else {
        return None;
    };
    let start = declaration.value.at;
    let first_line = value.lines().next().unwrap_or_default();
    Some((start..start + first_line.len(), message, help.to_owned()))
}

/// Returns the name in a reference such as `var(--ink)`.
fn reference(value: &str) -> Option<&str> {
    Some(value.strip_prefix("var(")?.strip_suffix(')')?.trim())
}

/// Returns the colour of a value, after at most `count` references to other properties.
fn colour_of<'v>(
    mut value: &'v str,
    count: usize,
    lookup: impl Fn(&str) -> Option<&'v str>,
) -> Option<Colour> {
    for _ in 0..count {
        match reference(value) {
            Some(name) => value = lookup(name)?,
            None => break,
        }
    }
    Colour::parse(value)
}

#[cfg(test)]
mod tests {
    use super::super::files::{STYLE, built_in};
    use super::*;

    fn style() -> &'static str {
        built_in(STYLE).expect("the stylesheet")
    }

    #[test]
    fn the_built_in_theme_has_enough_contrast() {
        // As if a site had set every property to its built-in value.
        let all = known(style());
        let lines = |value: fn(&Property<'static>) -> &'static str| {
            let set = all.iter().filter(|one| !value(one).is_empty());
            let lines = set.map(|one| format!("{}: {};\n", one.name, value(one)));
            lines.collect::<String>()
        };
        let text = format!(
            ":root {{\n{}}}\n@media screen and (prefers-color-scheme: dark) {{ :root {{\n{}}} }}\n",
            lines(|one| one.light),
            lines(|one| one.dark)
        );
        let path = SourcePath::new("themes/same/properties.css");
        let problems = check(&path, &text, style());
        let messages: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, Vec::<&str>::new());
        for (over, unders, _) in contrast::PAIRS {
            for name in std::iter::once(over).chain(*unders) {
                assert!(all.iter().any(|one| one.name == *name), "{name}");
            }
        }
        for one in &all {
            assert!(!one.about.is_empty(), "{} says what it is for", one.name);
        }
    }

    #[test]
    fn each_scheme_is_set_after_its_own_default_and_before_print_and_forced_colours() {
        let own = ":root { --ink: #000000 }\n@media (prefers-color-scheme: dark) { :root { --ink: #ffffff; } }";
        let set = merge(style(), own);
        let order = [
            "--ink: #14202b",
            "--ink: #000000;",
            "--ink: #e9eef3",
            "--ink: #ffffff;",
            "forced-colors",
            "@media print {\n  :root",
        ];
        let places: Vec<usize> = order
            .iter()
            .map(|part| set.find(part).unwrap_or_else(|| panic!("{part}")))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(merge(style(), ""), style());
    }
}
