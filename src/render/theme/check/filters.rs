//! Filters, tests and functions: which there are, and what they make of a value.

use super::facts;
use super::findings::{Complaint, Mode, listed};
use super::scope::Scope;
use super::shape::Shape;
use super::syntax::{Expr, Filter, Name};
use super::walk::{Walk, written};
use crate::diag::{Code, did_you_mean};

/// The engine's filters. A test holds this list to what the engine takes.
pub(in crate::render::theme) const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The engine's tests.
pub(in crate::render::theme) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The engine's functions.
pub(in crate::render::theme) const FUNCTIONS: [&str; 4] = ["asset", "range", "super", "throw"];

impl<'a> Walk<'a> {
    /// A value through a filter.
    pub(super) fn filter(&mut self, of: &'a Expr, filter: &'a Filter, scope: &mut Scope) -> Shape {
        let name = filter.name.text.as_str();
        let mode = if name == "default" {
            Mode::Test
        } else {
            Mode::Use
        };
        let shape = facts::there(self.value(of, scope, mode));
        let mut given = Shape::Any;
        for (_, value) in &filter.arguments {
            given = self.value(value, scope, Mode::Use);
        }
        if !self.filter_name(&filter.name) {
            return Shape::Any;
        }
        match name {
            "safe" => self.safe(&shape, of, filter),
            "default" if shape == Shape::Missing => given,
            "default" => super::value::either_of(shape, &given),
            "escape" | "escape_html" | "escape_xml" => Shape::Printed,
            "abs" | "float" | "int" | "length" | "round" | "wordcount" => Shape::Number,
            "reverse" | "sort" | "unique" => shape,
            "first" | "last" | "nth" => match shape {
                Shape::List(each) => *each,
                _ => Shape::Any,
            },
            "split" | "keys" => Shape::List(Box::new(Shape::Text)),
            "join" => match shape {
                Shape::List(_) | Shape::Any => Shape::Text,
                _ => self.not_a_list(of),
            },
            "get" | "group_by" | "pairs" | "pluralize" | "values" => Shape::Any,
            _ => match shape {
                Shape::Any | Shape::Literal(_) => shape,
                // A line break is markup, and what stands between is not.
                Shape::Html | Shape::Printed if name == "newlines_to_br" => Shape::Html,
                _ => Shape::Text,
            },
        }
    }

    /// Whether there is such a filter.
    pub(super) fn filter_name(&mut self, name: &Name) -> bool {
        self.is_known("filter", name, &FILTERS)
    }

    /// `is defined` and the like.
    pub(super) fn test(
        &mut self,
        of: &'a Expr,
        name: &Name,
        arguments: &'a [(Name, Expr)],
        scope: &mut Scope,
    ) -> Shape {
        let shape = self.value(of, scope, Mode::Test);
        for (_, value) in arguments {
            self.value(value, scope, Mode::Use);
        }
        self.is_known("test", name, &TESTS);
        if shape == Shape::Missing && name.text == "defined" {
            Shape::Missing
        } else {
            Shape::Truth
        }
    }

    /// `range()` and the like.
    pub(super) fn function(
        &mut self,
        name: &'a Name,
        arguments: &'a [(Name, Expr)],
        scope: &mut Scope,
    ) -> Shape {
        for (_, value) in arguments {
            self.value(value, scope, Mode::Use);
        }
        self.is_known("function", name, &FUNCTIONS);
        match name.text.as_str() {
            "asset" => Shape::Text,
            "range" => Shape::List(Box::new(Shape::Number)),
            "super" => {
                self.super_block(scope);
                Shape::Printed
            }
            _ => Shape::Any,
        }
    }

    fn is_known(&mut self, kind: &str, name: &Name, known: &[&'static str]) -> bool {
        if known.contains(&&*name.text) {
            return true;
        }
        let all = || known.iter().copied();
        let complaint = Complaint {
            code: Code::ThemePart,
            message: format!("there is no {kind} `{}`", name.text),
            help: match did_you_mean(&name.text, all()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there are {}", listed(all())),
            },
        };
        self.tell(&name.span, complaint);
        false
    }

    fn not_a_list(&mut self, of: &Expr) -> Shape {
        let complaint = Complaint {
            code: Code::ThemeValue,
            message: format!("`join` takes a list, and {} is none", written(of)),
            help: "print it without `| join`".to_owned(),
        };
        self.tell(&of.span, complaint);
        Shape::Any
    }

    /// Only markup may be printed as markup: a text may hold whatever somebody typed.
    fn safe(&mut self, shape: &Shape, of: &Expr, filter: &Filter) -> Shape {
        let what = match shape {
            Shape::Text | Shape::Word(_) => "a text",
            Shape::Number => "a number",
            _ => return Shape::Printed,
        };
        let complaint = Complaint {
            code: Code::ThemeMarkup,
            message: format!(
                "{} is {what}, not markup: with `| safe`, whatever someone typed in it becomes part of the page",
                written(of)
            ),
            help: "take `| safe` out".to_owned(),
        };
        self.tell(&filter.name.span, complaint);
        Shape::Printed
    }
}
