//! The staff's single-page application.

mod app;
mod components;
mod due;
mod pages;
mod routes;
mod shell;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
