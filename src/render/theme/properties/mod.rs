//! A site's colours and type: `properties.css`, merged into the stylesheet.
//!
//! It may only set properties of the stylesheet. So misspelt names are found, the rest of the design stays as it was
//! tested, and later changes of the built-in theme still apply.

mod colour;
mod contrast;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::{Place, SourcePath};
use colour::Colour;
use sheet::{Declaration, Sheet, Unexpected};

/// A property that a site can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Property {
    /// Such as `--ink`.
    pub(crate) name: String,
    /// The value in the built-in theme.
    pub(crate) light: String,
    /// The value on dark screens. Empty if it is the same.
    pub(crate) dark: String,
    /// The description.
    pub(crate) about: String,
}

/// Returns the properties of a stylesheet, in its order.
pub(super) fn known(style: &str) -> Vec<Property> {
    let sheet = Sheet::read(style);
    let dark = |name: &str| sheet.dark.iter().find(|dark| dark.name == name);
    let properties = sheet
        .light
        .iter()
        .filter(|light| light.name.starts_with("--"));
    let properties = properties.map(|light| Property {
        name: light.name.clone(),
        light: light.value.clone(),
        dark: dark(&light.name).map_or(String::new(), |dark| dark.value.clone()),
        about: light.about.clone(),
    });
    properties.collect()
}

/// Returns the names of the properties that a file sets.
pub(super) fn names(text: &str) -> Vec<String> {
    let sheet = Sheet::read(text);
    let all = sheet.light.into_iter().chain(sheet.dark);
    let mut seen = BTreeSet::new();
    let names = all.map(|declaration| declaration.name);
    names.filter(|name| seen.insert(name.clone())).collect()
}

/// Returns every problem of a site's properties.
pub(super) fn check(path: &SourcePath, text: &str, style: &str) -> Vec<Diagnostic> {
    let mut base = Sheet::read(style);
    base.light.retain(|one| one.name.starts_with("--"));
    let own = Sheet::read(text);
    let mut problems: Vec<Diagnostic> = own
        .unexpected
        .iter()
        .map(|unexpected| problem_of(path, text, unexpected))
        .collect();
    for scheme in [&own.light, &own.dark] {
        let mut before: BTreeMap<&str, &Declaration> = BTreeMap::new();
        for declaration in scheme {
            problems.extend(check_value(path, declaration, &base));
            let first = *before.entry(&declaration.name).or_insert(declaration);
            if !std::ptr::eq(first, declaration) {
                problems.push(duplicate(path, declaration, first));
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
    let mut set = String::with_capacity(style.len() + text.len());
    set.push_str(&style[..light]);
    set.push_str(&block("", &own.light));
    set.push_str(&style[light..dark]);
    set.push_str(&block(
        "@media screen and (prefers-color-scheme: dark) ",
        &own.dark,
    ));
    set.push_str(&style[dark..]);
    set
}

fn block(media: &str, declarations: &[Declaration]) -> String {
    if declarations.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = declarations
        .iter()
        .map(|declaration| format!("  {}: {};\n", declaration.name, declaration.value))
        .collect();
    let root = format!(":root {{\n{}}}", lines.concat());
    if media.is_empty() {
        format!("\n{root}")
    } else {
        format!("\n{media}{{ {root} }}")
    }
}

/// Returns the name in a reference such as `var(--ink)`.
fn reference(value: &str) -> Option<&str> {
    Some(value.strip_prefix("var(")?.strip_suffix(')')?.trim())
}

const OTHER_CHANGES: &str = "to change more than colours and type, fill a slot or replace style.css: quarterdeck theme take style.css";

fn error(path: &SourcePath, span: &Range<usize>, message: String, help: String) -> Diagnostic {
    Diagnostic::error(
        Code::ThemeProperty,
        Place::bytes(path, span.clone()),
        message,
    )
    .help(help)
}

fn problem_of(path: &SourcePath, text: &str, unexpected: &Unexpected) -> Diagnostic {
    match unexpected {
        Unexpected::Rule(span) => {
            let what = text[span.clone()].lines().next().unwrap_or_default();
            let message = format!(
                "`{what}` cannot be used here: only `:root {{ }}` can, either by itself or for dark screens"
            );
            let help = if what.contains("dark") {
                "write `@media screen and (prefers-color-scheme: dark) { :root { ... } }`"
            } else {
                OTHER_CHANGES
            };
            error(path, span, message, help.to_owned())
        }
        Unexpected::Open(span) => {
            let sign = if text[span.clone()].starts_with("/*") {
                ("this comment", "close it with `*/`")
            } else {
                ("this part", "close it with `}`")
            };
            let message = format!("{} is not closed", sign.0);
            error(path, span, message, sign.1.to_owned())
        }
        Unexpected::NoColon(span) => {
            let message = "this is not a property with a value".to_owned();
            let help = "write it as `--ink: #14202b;`".to_owned();
            error(path, span, message, help)
        }
    }
}

fn duplicate(path: &SourcePath, declaration: &Declaration, first: &Declaration) -> Diagnostic {
    let message = format!("`{}` is set twice", declaration.name);
    error(
        path,
        &declaration.name_span,
        message,
        "delete one of them".to_owned(),
    )
    .related(Place::bytes(path, first.name_span.clone()), "first here")
}

fn check_value(path: &SourcePath, declaration: &Declaration, base: &Sheet) -> Option<Diagnostic> {
    let known = || base.light.iter().map(|light| light.name.as_str());
    let name = &declaration.name;
    let Some(default) = base.light.iter().find(|light| light.name == *name) else {
        let message = format!("the theme has no property `{name}`");
        let help = match did_you_mean(name, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if name.starts_with("--") => {
                format!("it has {}", known().collect::<Vec<_>>().join(", "))
            }
            None => format!("properties begin with two hyphens, such as --ink; {OTHER_CHANGES}"),
        };
        return Some(error(path, &declaration.name_span, message, help));
    };
    let value = declaration.value.as_str();
    let start = declaration.value_span.start;
    let first_line = start..start + value.lines().next().map_or(0, str::len);
    let problem =
        |message: String, help: &str| Some(error(path, &first_line, message, help.to_owned()));
    if value.is_empty() {
        return Some(error(
            path,
            &declaration.name_span,
            format!("`{name}` has no value"),
            format!("write `{name}: {};`", default.value),
        ));
    }
    if let Some(other) = reference(value) {
        if other != *name && known().any(|known| known == other) {
            return None;
        }
        let message = format!("`{value}` refers to no other property of the theme");
        return problem(message, "write the value itself");
    }
    if is_colour(default, base) && Colour::parse(value).is_none() {
        let message = format!("`{value}` is not a colour whose contrast can be judged");
        return problem(message, "write it with # and six digits, such as `#12436d`");
    }
    if value.contains("url(") || value.contains(['{', '}', '<', '@', '!']) {
        let message = format!("`{value}` is more than a value");
        return problem(message, "write the name or the size alone");
    }
    if value.contains("--") {
        let message = format!("the value of `{name}` is not closed");
        return problem(message, "write a semicolon after it");
    }
    None
}

/// Whether the built-in value is a colour, or refers to one.
fn is_colour(default: &Declaration, base: &Sheet) -> bool {
    let value = |name: &str| {
        let mut light = base.light.iter();
        light
            .find(|light| light.name == name)
            .map(|light| &*light.value)
    };
    colour_of(&default.value, base.light.len(), value).is_some()
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
        let lines = |value: fn(&Property) -> &str| {
            let set = all.iter().filter(|one| !value(one).is_empty());
            set.map(|one| format!("{}: {};\n", one.name, value(one)))
                .collect::<Vec<_>>()
                .concat()
        };
        let text = format!(
            ":root {{\n{}}}\n@media screen and (prefers-color-scheme: dark) {{ :root {{\n{}}} }}\n",
            lines(|one| &one.light),
            lines(|one| &one.dark)
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
            "@media print",
        ];
        let places: Vec<usize> = order
            .iter()
            .map(|part| set.find(part).unwrap_or_else(|| panic!("{part}")))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(merge(style(), ""), style());
    }
}
