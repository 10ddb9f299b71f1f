//! Calls of components: what they are given, and what they make of it.

use super::findings::{Complaint, Mode, listed};
use super::scope::Scope;
use super::shape::Shape;
use super::syntax::{Call, Component, Given, Name, Parameter};
use super::walk::{Walk, written};
use crate::diag::{Code, did_you_mean};
use crate::render::theme::files::{BUILT_IN, TEMPLATES};

impl<'a> Walk<'a> {
    /// Checks a call, and walks through the component with what it is given.
    pub(super) fn call(&mut self, call: &'a Call, scope: &mut Scope) {
        let mut given: Vec<(&'a Name, Shape)> = Vec::new();
        for (name, value) in &call.arguments {
            let shape = self.value(value, scope, Mode::Use);
            given.push((name, shape));
        }
        if let Some(spread) = &call.spread {
            self.value(spread, scope, Mode::Use);
        }
        let library = self.library;
        let Some((template, component)) = library.component(&call.name.text) else {
            return self.unknown_component(&call.name);
        };
        self.check_given(call, template, component, &given, scope);
        let parameters = component.parameters.iter();
        let bound = parameters
            .map(|parameter| {
                let shape = value_of(parameter, call, &given, scope);
                // Of what does not fit, that much has been told.
                let fits = fits(&parameter.kind, &shape);
                let shape = if fits { shape } else { Shape::Any };
                (parameter.name.clone(), shape)
            })
            .collect();
        self.through(call, template, component, bound, scope);
    }

    fn through(
        &mut self,
        call: &'a Call,
        template: usize,
        component: &'a Component,
        bound: Vec<(String, Shape)>,
        scope: &Scope,
    ) {
        let key = (component.name.text.clone(), bound.clone());
        if self.is_too_deep() || !self.done.insert(key.clone()) {
            return;
        }
        let before = self.findings.count();
        let mut inner = Scope::within(scope);
        for (name, shape) in bound {
            inner.bind(&name, shape);
        }
        inner.bind("body", Shape::Printed);
        if let Some(rest) = &component.rest {
            inner.bind(rest, Shape::Any);
        }
        self.calling(&call.name.span, template, |walk| {
            walk.nodes(&component.body, &mut inner);
        });
        // What was told of a call must be told of the next one like it.
        if self.findings.count() > before {
            self.done.remove(&key);
        }
    }

    fn unknown_component(&mut self, name: &Name) {
        // In a template that is not read, it may well be defined.
        if self.library.has_broken() {
            return;
        }
        let library = self.library;
        if let Some(own) = self.once_home_of(name) {
            let complaint = Complaint {
                code: Code::ThemePart,
                message: format!(
                    "this file has no component `{}`, which built-in templates call",
                    name.text
                ),
                help: "copy it from the built-in file, whatever it is to show".to_owned(),
            };
            return self.findings.tell(library.file(own), complaint);
        }
        let known = || {
            library
                .components()
                .map(|(_, component)| component.name.text.as_str())
        };
        let complaint = Complaint {
            code: Code::ThemePart,
            message: format!("there is no component `{}`", name.text),
            help: match did_you_mean(&name.text, known()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there are {}", listed(known())),
            },
        };
        self.tell(&name.span, complaint);
    }

    /// The site's file in place of the built-in one that defines a component which a built-in template calls.
    fn once_home_of(&self, component: &Name) -> Option<usize> {
        if self.library.is_own(self.here) {
            return None;
        }
        let start = format!("{{% component {}(", component.text);
        let (below, _) = BUILT_IN.iter().find(|(_, text)| text.contains(&start))?;
        let home = self.library.find(below.strip_prefix(TEMPLATES)?)?;
        self.library.is_own(home).then_some(home)
    }

    fn check_given(
        &mut self,
        call: &'a Call,
        template: usize,
        component: &'a Component,
        given: &[(&'a Name, Shape)],
        scope: &Scope,
    ) {
        for (name, shape) in given {
            let parameter = component.parameters.iter().find(|p| p.name == name.text);
            match parameter {
                Some(parameter) => self.check_kind(call, name, parameter, shape),
                None if component.rest.is_none() => self.unknown_argument(name, component),
                None => {}
            }
        }
        let is_needed = |parameter: &&Parameter| match parameter.given {
            Given::Caller => true,
            Given::Around => scope.find_around(&parameter.name).is_none(),
            Given::Default | Given::AroundOrDefault => false,
        };
        let missing = component.parameters.iter().filter(is_needed);
        let missing = missing.filter(|parameter| {
            call.spread.is_none() && !given.iter().any(|(name, _)| name.text == parameter.name)
        });
        for parameter in missing {
            let complaint = Complaint {
                code: Code::ThemePart,
                message: format!(
                    "the component `{}` is not given its `{}`",
                    call.name.text, parameter.name
                ),
                help: format!("write `{}={{...}}`", parameter.name),
            };
            self.tell_of_call(call, template, component, complaint);
        }
    }

    /// Where the call is the program's own, the definition is the site's.
    fn tell_of_call(
        &mut self,
        call: &Call,
        template: usize,
        component: &Component,
        complaint: Complaint,
    ) {
        if !self.library.is_own(self.here) && self.library.is_own(template) {
            let place = self.library.place(template, &component.name.span);
            let message = format!("{}, where built-in templates call it", complaint.message);
            let help = "give it a value of its own, such as `= \"\"`, or take it out".to_owned();
            self.findings.tell(
                place,
                Complaint {
                    message,
                    help,
                    ..complaint
                },
            );
        } else {
            self.tell(&call.name.span, complaint);
        }
    }

    fn unknown_argument(&mut self, name: &Name, component: &Component) {
        let known = || component.parameters.iter().map(|p| p.name.as_str());
        let meant = did_you_mean(&name.text, known());
        let meant = meant.map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
        let component_name = &component.name.text;
        let complaint = Complaint {
            code: Code::ThemePart,
            message: format!("the component `{component_name}` takes no `{}`", name.text),
            help: format!("{meant}It takes {}", listed(known())),
        };
        self.tell(&name.span, complaint);
    }

    fn check_kind(&mut self, call: &'a Call, name: &Name, parameter: &Parameter, shape: &Shape) {
        if fits(&parameter.kind, shape) {
            return;
        }
        if let (Shape::Maybe(inner), Some((_, value))) = (
            shape,
            call.arguments
                .iter()
                .find(|(other, _)| other.text == name.text),
        ) && fits(&parameter.kind, inner)
        {
            return self.not_always_there(value);
        }
        let what = call.arguments.iter().find(|(other, _)| other == name);
        let what = what.map_or("this".to_owned(), |(_, value)| written(value));
        let complaint = Complaint {
            code: Code::ThemeValue,
            message: format!(
                "`{}` of the component `{}` must be {}, and {what} is none",
                name.text,
                call.name.text,
                match parameter.kind.as_str() {
                    "array" => "a list",
                    "string" => "a text",
                    "map" => "a group of fields",
                    "bool" => "yes or no",
                    _ => "a number",
                }
            ),
            help: "give it another field".to_owned(),
        };
        self.tell(&name.span, complaint);
    }
}

fn value_of(parameter: &Parameter, call: &Call, given: &[(&Name, Shape)], scope: &Scope) -> Shape {
    if let Some((_, shape)) = given.iter().find(|(name, _)| name.text == parameter.name) {
        return shape.clone();
    }
    match parameter.given {
        Given::Around | Given::AroundOrDefault => scope.find_around(&parameter.name).cloned(),
        Given::Default if call.spread.is_none() && parameter.kind == "array" => {
            Some(Shape::List(Box::new(Shape::Any)))
        }
        _ => None,
    }
    .unwrap_or(Shape::Any)
}

/// Whether a value is of the kind that a parameter asks for.
fn fits(kind: &str, shape: &Shape) -> bool {
    if matches!(shape, Shape::Any | Shape::Missing) {
        return true;
    }
    match kind {
        "string" => matches!(
            shape,
            Shape::Text | Shape::Literal(_) | Shape::Word(_) | Shape::Html | Shape::Printed
        ),
        "array" => matches!(shape, Shape::List(_)),
        "map" => matches!(shape, Shape::Map(_) | Shape::Record(_) | Shape::Choice(_)),
        "bool" => *shape == Shape::Truth,
        "integer" | "float" | "number" => *shape == Shape::Number,
        _ => true,
    }
}
