//! Points told apart by shape, so that colour is never needed.

use std::iter::once;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;

use super::backend::{Drawn, Outline, Svg};
use super::ink::Ink;
use super::spec::PointStatus;
use super::units::tenths;

/// How far the widest shape goes, as a part of a mark's reach.
pub(super) const OUTERMOST: f64 = 1.2;

/// A point.
#[derive(Debug)]
pub(super) struct Mark<C> {
    /// Where.
    pub(super) at: C,
    /// What it stands for.
    pub(super) ink: Ink,
    /// How far it reaches, about, in drawing units.
    pub(super) reach: f64,
    /// What it says when it is pointed at.
    pub(super) words: Option<String>,
}

impl Ink {
    /// How far a month's mark reaches, as a part of a period's.
    pub(super) const MONTH_REACH: f64 = 0.75;

    /// The ink of a rating, which decides the shape too.
    pub(super) fn of_status(status: PointStatus) -> Self {
        match status {
            PointStatus::Good => Self::Good,
            PointStatus::Near => Self::Near,
            PointStatus::Bad => Self::Bad,
            PointStatus::Unrated => Self::Unrated,
        }
    }
}

impl<C> Mark<C> {
    /// Its outline round a place.
    pub(super) fn outline(&self, (x, y): BackendCoord) -> Outline {
        let part = |of_reach: f64| tenths(self.reach * of_reach);
        match self.ink {
            Ink::Near => {
                let r = part(OUTERMOST);
                Outline::closed([(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
            }
            Ink::Bad => {
                let (up, down, side) = (part(OUTERMOST), part(0.85), part(OUTERMOST));
                Outline::closed([(x, y - up), (x + side, y + down), (x - side, y + down)])
            }
            Ink::Month => Outline::circle((x, y), part(Ink::MONTH_REACH)),
            _ => Outline::circle((x, y), part(1.0)),
        }
    }
}

impl<'a, C> PointCollection<'a, C> for &'a Mark<C> {
    type Point = &'a C;
    type IntoIter = std::iter::Once<&'a C>;

    fn point_iter(self) -> Self::IntoIter {
        once(&self.at)
    }
}

impl<'m, C> Drawable<Svg<'m>> for Mark<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        svg: &mut Svg<'m>,
        _: (u32, u32),
    ) -> Drawn {
        for at in points {
            let outline = self.outline(at);
            svg.shape(self.ink, self.words.as_deref(), &outline);
        }
        Ok(())
    }
}
