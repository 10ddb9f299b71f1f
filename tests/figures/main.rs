//! Figures in the files of a site, and on its pages.

mod marked;
mod typed;
