//! The Leptos application: pages drawn when the site is built, widgets that come alive in the browser.

// Half of the platform has its only callers in the browser's half of the program.
#![cfg_attr(not(feature = "hydrate"), allow(dead_code))]
// The component macro makes every component `pub`, whatever is written.
#![allow(unreachable_pub)]
// A view is one type, as deep as its elements.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod pages;
pub mod start;

mod asides;
mod figures;
mod platform;
mod questions;
mod state;
mod ui;
mod widget;
// Pages need some of the words, widgets the others.
#[cfg_attr(feature = "hydrate", allow(dead_code))]
mod words;
