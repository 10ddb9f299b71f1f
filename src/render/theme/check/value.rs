//! What an expression comes to, as a shape.

use super::facts::{self, Outcome};
use super::findings::{Complaint, Mode};
use super::scope::Scope;
use super::shape::Shape;
use super::syntax::{Expr, Loop, What};
use super::walk::{Walk, written};
use crate::diag::{Code, did_you_mean, one_of};

impl<'a> Walk<'a> {
    /// `{{ ... }}`
    pub(super) fn print(&mut self, expr: &'a Expr, scope: &mut Scope) {
        let shape = self.value(expr, scope, Mode::Use);
        let name = written(expr);
        let (code, message, help) = match facts::there(shape) {
            Shape::Html => (
                Code::ThemeMarkup,
                format!("{name} is markup, and would be printed with its tags as text"),
                "write `| safe` after it".to_owned(),
            ),
            Shape::List(_) => (
                Code::ThemeValue,
                format!("{name} is a list, which cannot be printed as it is"),
                format!("write `{{% for one in {} %}}`", name.trim_matches('`')),
            ),
            Shape::Map(_) | Shape::Record(_) | Shape::Choice(_) => (
                Code::ThemeValue,
                format!("{name} is a group of fields, which cannot be printed as it is"),
                "print one of its fields".to_owned(),
            ),
            _ => return,
        };
        self.tell(
            &expr.span,
            Complaint {
                code,
                message,
                help,
            },
        );
    }

    /// What an expression comes to. `mode` says whether it must be there.
    pub(super) fn value(&mut self, expr: &'a Expr, scope: &mut Scope, mode: Mode) -> Shape {
        match &expr.what {
            What::Text(text) => Shape::Literal(text.clone()),
            What::Number => Shape::Number,
            What::Truth => Shape::Truth,
            What::Nothing => Shape::Any,
            What::Variable(name) => self.variable(name, expr, scope),
            What::Field(base, name, access) => self.field(base, name, *access, scope, mode),
            What::Index(base, index, access) => self.index(base, index, *access, scope),
            What::Slice(base, parts) => {
                for part in parts {
                    self.value(part, scope, Mode::Use);
                }
                self.value(base, scope, Mode::Use)
            }
            What::Function(name, arguments) => self.function(name, arguments, scope),
            What::Component(call) => {
                self.call(call, scope);
                Shape::Printed
            }
            What::Not(inner) => {
                self.value(inner, scope, Mode::Test);
                Shape::Truth
            }
            What::Negative(inner) => self.all(&[inner], Mode::Use, scope, Shape::Number),
            What::Both(left, right) => self.both(left, right, scope, mode),
            What::Either(left, right) => self.either(left, right, scope, mode),
            What::Same(_, left, right) => self.same(left, right, scope),
            What::Compared(left, right) => {
                self.all(&[left, right], Mode::Test, scope, Shape::Truth)
            }
            What::Reckoned(left, right) => {
                self.all(&[left, right], Mode::Use, scope, Shape::Number)
            }
            What::Joined(left, right) => {
                let left = self.value(left, scope, Mode::Use);
                joined(&left, &self.value(right, scope, Mode::Use))
            }
            What::Choice(condition, yes, no) => self.choice(condition, yes, no, scope, mode),
            What::Filtered(of, filter) => self.filter(of, filter, scope),
            What::Test(of, name, arguments) => self.test(of, name, arguments, scope),
            What::List(items) => self.list(items, scope),
            What::Map(values) => {
                for value in values {
                    self.value(value, scope, Mode::Use);
                }
                Shape::Any
            }
            What::Comprehension(item, over, condition) => {
                self.comprehension(item, over, condition.as_deref(), scope)
            }
        }
    }

    /// Expressions that come to something of their own kind, whatever is in them.
    fn all(&mut self, parts: &[&'a Expr], mode: Mode, scope: &mut Scope, shape: Shape) -> Shape {
        for part in parts {
            self.value(part, scope, mode);
        }
        shape
    }

    fn comprehension(
        &mut self,
        item: &'a Expr,
        over: &'a Loop,
        condition: Option<&'a Expr>,
        scope: &mut Scope,
    ) -> Shape {
        let mark = scope.mark();
        self.loop_names(over, scope);
        if let Some(condition) = condition {
            self.value(condition, scope, Mode::Test);
        }
        let each = self.value(item, scope, Mode::Use);
        scope.leave(mark);
        Shape::List(Box::new(each))
    }

    fn list(&mut self, items: &'a [Expr], scope: &mut Scope) -> Shape {
        let mut each = None;
        for item in items {
            let shape = self.value(item, scope, Mode::Use);
            each = Some(match each {
                Some(before) => either_of(before, &shape),
                None => shape,
            });
        }
        Shape::List(Box::new(each.unwrap_or(Shape::Any)))
    }

    fn variable(&mut self, name: &str, expr: &Expr, scope: &Scope) -> Shape {
        let found = scope.find(name).cloned();
        let is_own = self.library.is_own(self.here);
        match found {
            Some(shape) => {
                if is_own {
                    self.findings.known(self.here, &expr.span, name);
                }
                shape
            }
            None if name.starts_with("__tera") => Shape::Any,
            None => {
                if is_own {
                    self.findings
                        .unknown(self.here, &expr.span, name, &scope.names());
                }
                Shape::Any
            }
        }
    }

    fn both(&mut self, left: &'a Expr, right: &'a Expr, scope: &mut Scope, mode: Mode) -> Shape {
        if self.value(left, scope, Mode::Test) == Shape::Missing {
            return Shape::Missing;
        }
        let mark = scope.mark();
        scope.know(facts::of(left, Outcome::Holds, scope, self.book));
        let right = self.value(right, scope, mode);
        scope.leave(mark);
        if right == Shape::Missing {
            Shape::Missing
        } else {
            Shape::Any
        }
    }

    fn either(&mut self, left: &'a Expr, right: &'a Expr, scope: &mut Scope, mode: Mode) -> Shape {
        let first = self.value(left, scope, Mode::Test);
        let mark = scope.mark();
        scope.know(facts::of(left, Outcome::Fails, scope, self.book));
        let second = self.value(right, scope, mode);
        scope.leave(mark);
        if first == Shape::Missing {
            second
        } else {
            either_of(facts::there(first), &second)
        }
    }

    fn choice(
        &mut self,
        condition: &'a Expr,
        yes: &'a Expr,
        no: &'a Expr,
        scope: &mut Scope,
        mode: Mode,
    ) -> Shape {
        let asked = self.value(condition, scope, Mode::Test);
        let mark = scope.mark();
        let mut found = Vec::new();
        if asked != Shape::Missing {
            scope.know(facts::of(condition, Outcome::Holds, scope, self.book));
            found.push(self.value(yes, scope, mode));
            scope.leave(mark);
        }
        scope.know(facts::of(condition, Outcome::Fails, scope, self.book));
        found.push(self.value(no, scope, mode));
        scope.leave(mark);
        alike(found)
    }

    /// A value that is one of certain words, compared with another word, is a slip: it is never so.
    fn same(&mut self, left: &'a Expr, right: &'a Expr, scope: &mut Scope) -> Shape {
        let shape = self.value(left, scope, Mode::Test);
        self.value(right, scope, Mode::Test);
        if let (Shape::Word(words), What::Text(text)) = (facts::there(shape), &right.what)
            && !words.contains(text)
        {
            let known = || words.iter().map(String::as_str);
            let meant = did_you_mean(text, known());
            let meant = meant.map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
            let complaint = Complaint {
                code: Code::ThemeValue,
                message: format!("{} is never `{text}`", written(left)),
                help: format!("{meant}It is {}", one_of(known())),
            };
            self.tell(&right.span, complaint);
        }
        Shape::Truth
    }
}

/// One or the other: what both are, or nothing that can be told.
pub(super) fn either_of(one: Shape, other: &Shape) -> Shape {
    if one == *other { one } else { Shape::Any }
}

/// What all of them are.
pub(super) fn alike(shapes: Vec<Shape>) -> Shape {
    let of_two = |one, other| either_of(one, &other);
    shapes.into_iter().reduce(of_two).unwrap_or(Shape::Any)
}

/// Texts joined are only as trusted as the least of them.
fn joined(left: &Shape, right: &Shape) -> Shape {
    let of = [left, right];
    let has = |wanted: fn(&Shape) -> bool| of.iter().any(|shape| wanted(shape));
    if has(|shape| *shape == Shape::Any) {
        Shape::Any
    } else if has(|shape| matches!(facts::there(shape.clone()), Shape::Text | Shape::Word(_))) {
        Shape::Text
    } else if has(|shape| matches!(shape, Shape::Html | Shape::Printed)) {
        Shape::Html
    } else {
        Shape::Literal(String::new())
    }
}
