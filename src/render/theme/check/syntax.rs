//! A template as it is written: what its tags do, and where each name stands.

use std::ops::Range;

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// A whole template.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// What it extends.
    pub(super) parent: Option<Name>,
    /// What it does.
    pub(super) body: Vec<Node>,
    /// What it defines for others.
    pub(super) components: Vec<Component>,
}

/// A component's definition.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) name: Name,
    pub(super) parameters: Vec<Parameter>,
    /// Whether it takes any other argument too, and under which name.
    pub(super) rest: Option<String>,
    pub(super) body: Vec<Node>,
}

/// What a component can be given.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    /// `array`, `string` and the like; empty where anything goes.
    pub(super) kind: String,
    pub(super) given: Given,
}

/// Who gives a parameter its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// Each caller must.
    Caller,
    /// A caller may; else it has a value of its own.
    Default,
    /// `@`: what goes by that name where it is called.
    Around,
    /// The same; else it has a value of its own.
    AroundOrDefault,
}

/// What a tag does.
#[derive(Debug)]
pub(super) enum Node {
    Print(Expr),
    Set(Name, Expr),
    SetBlock(Name, Vec<Filter>, Vec<Node>),
    If(Vec<(Expr, Vec<Node>)>, Vec<Node>),
    For(Loop, Vec<Node>, Vec<Node>),
    Block(Name, Vec<Node>),
    Include(Name),
    Filtered(Vec<Filter>, Vec<Node>),
    Call(Call, Vec<Node>),
}

/// `for key, value in over`
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) key: Option<String>,
    pub(super) value: String,
    pub(super) over: Expr,
}

/// A component that is called.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: Name,
    pub(super) arguments: Vec<(Name, Expr)>,
    /// `{...map}`: what else it is given cannot be known.
    pub(super) spread: Option<Box<Expr>>,
}

/// `| name(argument=value)`
#[derive(Debug)]
pub(super) struct Filter {
    pub(super) name: Name,
    pub(super) arguments: Vec<(Name, Expr)>,
}

/// Something that has a value, and where it stands.
#[derive(Debug)]
pub(super) struct Expr {
    pub(super) what: What,
    pub(super) span: Range<usize>,
}

/// Kinds of expressions.
#[derive(Debug)]
pub(super) enum What {
    Text(String),
    Number,
    Truth,
    Nothing,
    Variable(String),
    Field(Box<Expr>, Name, Access),
    Index(Box<Expr>, Box<Expr>, Access),
    Slice(Box<Expr>, Vec<Expr>),
    Function(Name, Vec<(Name, Expr)>),
    Component(Call),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Both(Box<Expr>, Box<Expr>),
    Either(Box<Expr>, Box<Expr>),
    Same(Equality, Box<Expr>, Box<Expr>),
    Joined(Box<Expr>, Box<Expr>),
    Compared(Box<Expr>, Box<Expr>),
    Reckoned(Box<Expr>, Box<Expr>),
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
    Filtered(Box<Expr>, Filter),
    Test(Box<Expr>, Name, Vec<(Name, Expr)>),
    List(Vec<Expr>),
    Map(Vec<Expr>),
    Comprehension(Box<Expr>, Box<Loop>, Option<Box<Expr>>),
}

/// `.` and `[ ]`, or `?.` and `?[ ]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Must,
    May,
}

/// `==` or `!=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Equality {
    Equal,
    Unequal,
}

impl Expr {
    /// The paths that a condition asks for.
    pub(super) fn paths(&self, found: &mut Vec<String>) {
        match &self.what {
            What::Both(left, right) | What::Either(left, right) => {
                left.paths(found);
                right.paths(found);
            }
            What::Test(of, ..) => of.paths(found),
            _ => found.extend(self.path()),
        }
    }

    /// The expression as a path of names, `view.glance.bar`, where it is nothing else.
    pub(super) fn path(&self) -> Option<String> {
        match &self.what {
            What::Variable(name) => Some(name.clone()),
            What::Field(base, name, _) => Some(format!("{}.{}", base.path()?, name.text)),
            _ => None,
        }
    }
}
