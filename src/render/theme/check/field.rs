//! Fields and entries of values: whether they are there, and what they are.

use super::facts;
use super::findings::{Complaint, Missing, Mode, no_such_field};
use super::scope::Scope;
use super::shape::Shape;
use super::syntax::{Access, Expr, Name, What};
use super::value::alike;
use super::walk::{Walk, written};
use crate::diag::Code;

impl<'a> Walk<'a> {
    /// A field, by its name after the dot.
    pub(super) fn field(
        &mut self,
        base: &'a Expr,
        name: &'a Name,
        access: Access,
        scope: &mut Scope,
        mode: Mode,
    ) -> Shape {
        let asked = match access {
            Access::Must => Mode::Use,
            Access::May => Mode::Test,
        };
        let of = self.value(base, scope, asked);
        let path = base.path().map(|path| format!("{path}.{}", name.text));
        if let Some(known) = path.and_then(|path| scope.find(&path).cloned()) {
            self.found(name);
            return known;
        }
        let maybe = matches!(of, Shape::Maybe(_));
        if maybe && access == Access::Must && mode == Mode::Use {
            self.not_always_there(base);
        }
        let found = self.field_of(&facts::there(of), base, name, mode);
        match found {
            Shape::Any | Shape::Missing | Shape::Maybe(_) => found,
            one if maybe => Shape::Maybe(Box::new(one)),
            one => one,
        }
    }

    fn field_of(&mut self, of: &Shape, base: &Expr, name: &Name, mode: Mode) -> Shape {
        match of {
            Shape::Any | Shape::Missing => return Shape::Any,
            Shape::Map(each) => return (**each).clone(),
            Shape::Choice(options) => {
                let having: Vec<Shape> = options
                    .iter()
                    .filter_map(|option| facts::field(option, &name.text, self.book))
                    .collect();
                if !having.is_empty() {
                    if having.len() < options.len() && mode == Mode::Use {
                        self.only_some(base, name);
                    }
                    self.found(name);
                    return alike(having);
                }
            }
            one => {
                if let Some(field) = facts::field(one, &name.text, self.book) {
                    self.found(name);
                    return field;
                }
            }
        }
        self.missing(of, base, name, mode);
        match mode {
            Mode::Test => Shape::Missing,
            Mode::Use => Shape::Any,
        }
    }

    fn found(&mut self, name: &Name) {
        if self.library.is_own(self.here) {
            self.findings.found(self.here, &name.span, &name.text);
        }
    }

    fn missing(&mut self, shape: &Shape, base: &Expr, name: &Name, mode: Mode) {
        let owner = self.owner(shape, base);
        if self.library.is_own(self.here) {
            let shape = shape.clone();
            let what = Missing { owner, shape, mode };
            self.findings
                .missing(self.here, &name.span, &name.text, what);
        } else if mode == Mode::Use {
            let (message, help) = no_such_field(&owner, &name.text, shape, self.book);
            let code = Code::ThemeField;
            self.tell(
                &name.span,
                Complaint {
                    code,
                    message,
                    help,
                },
            );
        }
    }

    /// What was asked, as a message names it.
    fn owner(&self, shape: &Shape, base: &Expr) -> String {
        let (page, view) = &self.page;
        if *shape == *view && base.path().as_deref() == Some("view") {
            return format!("`view` of {page}");
        }
        written(base)
    }

    fn only_some(&mut self, base: &Expr, name: &Name) {
        let written = written(base);
        let plain = written.trim_matches('`');
        let complaint = Complaint {
            code: Code::ThemeField,
            message: format!("not every {written} has `{}`", name.text),
            help: format!("ask first: `{{% if {plain}.{} %}}`", name.text),
        };
        self.tell(&name.span, complaint);
    }

    /// Something that is not on every page, used as if it were.
    pub(super) fn not_always_there(&mut self, expr: &Expr) {
        let written = written(expr);
        let plain = written.trim_matches('`');
        let complaint = Complaint {
            code: Code::ThemeField,
            message: format!("{written} is not always there"),
            help: format!("ask first: `{{% if {plain} %}}` ... `{{% endif %}}` round it"),
        };
        self.tell(&expr.span, complaint);
    }

    /// An entry, by what stands in brackets.
    pub(super) fn index(
        &mut self,
        base: &'a Expr,
        index: &'a Expr,
        access: Access,
        scope: &mut Scope,
    ) -> Shape {
        self.value(index, scope, Mode::Use);
        let of = self.value(base, scope, Mode::Use);
        if matches!(of, Shape::Maybe(_)) && access == Access::Must {
            self.not_always_there(base);
        }
        match (facts::there(of), &index.what) {
            (Shape::List(each) | Shape::Map(each), _) => *each,
            (record @ (Shape::Record(_) | Shape::Choice(_)), What::Text(text)) => {
                let name = Name {
                    text: text.clone(),
                    span: index.span.clone(),
                };
                self.field_of(&record, base, &name, Mode::Use)
            }
            _ => Shape::Any,
        }
    }
}
