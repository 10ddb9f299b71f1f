//! Expressions, by the engine's own precedence.

use super::lexer::Token;
use super::parser::Parser;
use super::syntax::{Access, Call, Equality, Expr, Filter, Loop, Name, What};

/// How strongly each binds: left and right, as in the engine.
fn binding(token: &Token) -> Option<(u8, u8)> {
    let powers = match token {
        Token::Word(word) => match word.as_str() {
            "or" => (1, 2),
            "and" => (3, 4),
            "in" | "is" | "not" => (5, 6),
            _ => return None,
        },
        Token::Sign(sign) => match *sign {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => (7, 8),
            "+" | "-" => (11, 12),
            "*" | "/" | "%" | "~" | "//" => (13, 14),
            "**" => (16, 15),
            "|" => (17, 18),
            _ => return None,
        },
        _ => return None,
    };
    Some(powers)
}

impl Parser {
    /// A whole expression.
    pub(super) fn expression(&mut self) -> Option<Expr> {
        self.binding_at_least(0)
    }

    fn binding_at_least(&mut self, least: u8) -> Option<Expr> {
        let mut left = self.operand()?;
        loop {
            if self.peek_sign("[") || self.peek_sign("?[") {
                left = self.subscript(left)?;
                continue;
            }
            if self.peek_word("if") {
                if least > 0 {
                    return Some(left);
                }
                left = self.choice(left)?;
                continue;
            }
            let Some((left_power, right_power)) = self.peek().and_then(binding) else {
                return Some(left);
            };
            if left_power < least {
                return Some(left);
            }
            left = self.operation(left, right_power)?;
        }
    }

    fn choice(&mut self, yes: Expr) -> Option<Expr> {
        self.word("if")?;
        let condition = self.expression()?;
        self.word("else")?;
        let no = self.expression()?;
        let span = yes.span.start..no.span.end;
        let what = What::Choice(Box::new(condition), Box::new(yes), Box::new(no));
        Some(Expr { what, span })
    }

    fn operation(&mut self, left: Expr, power: u8) -> Option<Expr> {
        let (token, _) = self.next()?;
        let start = left.span.start;
        let left = Box::new(left);
        let what = match &token {
            Token::Sign("|") => What::Filtered(left, self.filter()?),
            Token::Word(word) if word == "is" => {
                let negated = self.take_word("not");
                let test = self.test(left)?;
                if negated {
                    let span = start..self.last_end();
                    What::Not(Box::new(Expr { what: test, span }))
                } else {
                    test
                }
            }
            Token::Word(word) if word == "not" => {
                self.word("in")?;
                What::Compared(left, Box::new(self.binding_at_least(power)?))
            }
            _ => {
                let right = Box::new(self.binding_at_least(power)?);
                match &token {
                    Token::Word(word) if word == "and" => What::Both(left, right),
                    Token::Word(word) if word == "or" => What::Either(left, right),
                    Token::Sign("==") => What::Same(Equality::Equal, left, right),
                    Token::Sign("!=") => What::Same(Equality::Unequal, left, right),
                    Token::Sign("~") => What::Joined(left, right),
                    Token::Word(_) | Token::Sign("<" | "<=" | ">" | ">=") => {
                        What::Compared(left, right)
                    }
                    _ => What::Reckoned(left, right),
                }
            }
        };
        let span = start..self.last_end();
        Some(Expr { what, span })
    }

    /// A filter's name and arguments, after the `|`.
    pub(super) fn filter(&mut self) -> Option<Filter> {
        let name = self.name()?;
        let arguments = self.arguments_if_any()?;
        Some(Filter { name, arguments })
    }

    fn test(&mut self, of: Box<Expr>) -> Option<What> {
        let name = self.name()?;
        Some(What::Test(of, name, self.arguments_if_any()?))
    }

    fn arguments_if_any(&mut self) -> Option<Vec<(Name, Expr)>> {
        let mut arguments = Vec::new();
        if !self.take_sign("(") {
            return Some(arguments);
        }
        while !self.take_sign(")") {
            let name = self.name()?;
            self.sign("=")?;
            arguments.push((name, self.expression()?));
            if !self.take_sign(",") {
                self.sign(")")?;
                break;
            }
        }
        Some(arguments)
    }

    fn operand(&mut self) -> Option<Expr> {
        let (token, span) = self.next()?;
        let what = match token {
            Token::Text(text) => What::Text(text),
            Token::Number => What::Number,
            Token::Word(word) => match word.as_str() {
                "true" | "True" | "false" | "False" => What::Truth,
                "none" | "None" | "null" => What::Nothing,
                "not" => What::Not(Box::new(self.binding_at_least(5)?)),
                _ => return self.named(Name { text: word, span }),
            },
            Token::Sign("-") => What::Negative(Box::new(self.binding_at_least(20)?)),
            Token::Sign("<") => What::Component(self.component()?),
            Token::Sign("{") => What::Map(self.map()?),
            Token::Sign("[") => self.list()?,
            Token::Sign("(") => {
                let inner = self.expression()?;
                self.sign(")")?;
                inner.what
            }
            _ => return None,
        };
        let span = span.start..self.last_end();
        Some(Expr { what, span })
    }

    fn named(&mut self, name: Name) -> Option<Expr> {
        let start = name.span.start;
        if self.peek_sign("(") {
            let what = What::Function(name, self.arguments_if_any()?);
            let span = start..self.last_end();
            return Some(Expr { what, span });
        }
        let mut expr = Expr {
            what: What::Variable(name.text),
            span: name.span,
        };
        loop {
            let access = if self.take_sign(".") {
                Access::Must
            } else if self.take_sign("?.") {
                Access::May
            } else if self.peek_sign("[") || self.peek_sign("?[") {
                expr = self.subscript(expr)?;
                continue;
            } else {
                return Some(expr);
            };
            let field = self.name()?;
            let span = start..field.span.end;
            let what = What::Field(Box::new(expr), field, access);
            expr = Expr { what, span };
        }
    }

    fn subscript(&mut self, of: Expr) -> Option<Expr> {
        let access = if self.take_sign("?[") {
            Access::May
        } else {
            self.sign("[")?;
            Access::Must
        };
        let start = of.span.start;
        let mut parts = Vec::new();
        let mut sliced = false;
        while !self.take_sign("]") {
            if self.take_sign(":") {
                sliced = true;
            } else {
                parts.push(self.expression()?);
            }
        }
        let of = Box::new(of);
        let what = if sliced {
            What::Slice(of, parts)
        } else {
            What::Index(of, Box::new(parts.pop()?), access)
        };
        let span = start..self.last_end();
        Some(Expr { what, span })
    }

    fn map(&mut self) -> Option<Vec<Expr>> {
        let mut values = Vec::new();
        while !self.take_sign("}") {
            if !self.take_sign("...") {
                self.next()?;
                self.sign(":")?;
            }
            values.push(self.expression()?);
            if !self.take_sign(",") {
                self.sign("}")?;
                break;
            }
        }
        Some(values)
    }

    fn list(&mut self) -> Option<What> {
        let mut items = Vec::new();
        while !self.take_sign("]") {
            let spread = self.take_sign("...");
            let item = self.expression()?;
            if items.is_empty() && !spread && self.take_word("for") {
                return self.comprehension(item);
            }
            items.push(item);
            if !self.take_sign(",") {
                self.sign("]")?;
                break;
            }
        }
        Some(What::List(items))
    }

    fn comprehension(&mut self, item: Expr) -> Option<What> {
        let (key, value) = self.loop_names()?;
        let over = self.binding_at_least(1)?;
        let condition = if self.take_word("if") {
            Some(Box::new(self.binding_at_least(1)?))
        } else {
            None
        };
        self.sign("]")?;
        let over = Box::new(Loop { key, value, over });
        Some(What::Comprehension(Box::new(item), over, condition))
    }

    /// A component's name and what it is given, up to its `/>` or `>`.
    pub(super) fn component(&mut self) -> Option<Call> {
        let name = self.dotted_name()?;
        let mut arguments = Vec::new();
        let mut spread = None;
        loop {
            if self.take_sign("/") {
                self.sign(">")?;
                break;
            }
            if self.take_sign(">") {
                break;
            }
            if self.take_sign("{") {
                self.sign("...")?;
                spread = Some(Box::new(self.expression()?));
                self.sign("}")?;
                continue;
            }
            let name = self.name()?;
            let value = self.argument(&name)?;
            arguments.push((name, value));
        }
        Some(Call {
            name,
            arguments,
            spread,
        })
    }

    /// `"text"`, `{expression}`, or nothing for what goes by the same name.
    fn argument(&mut self, name: &Name) -> Option<Expr> {
        if !self.take_sign("=") {
            return Some(Expr {
                what: What::Variable(name.text.clone()),
                span: name.span.clone(),
            });
        }
        if self.take_sign("{") {
            let value = self.expression()?;
            self.sign("}")?;
            return Some(value);
        }
        let (token, span) = self.next()?;
        match token {
            Token::Text(text) => Some(Expr {
                what: What::Text(text),
                span,
            }),
            _ => None,
        }
    }
}
