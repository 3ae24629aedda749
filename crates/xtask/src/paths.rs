//! Where things are.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

/// The root of the repository.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
    let manifest = PathBuf::from(manifest);
    manifest
        .ancestors()
        .nth(2)
        .map_or_else(|| manifest.clone(), Path::to_owned)
}

/// What tools and reports are kept in.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Where cargo puts what it builds.
pub fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| root().join(folder))
}

/// The built pages, one folder each.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The front end and its npm project.
pub fn frontend() -> PathBuf {
    root().join("frontend")
}

/// Rust tools of this repository, pinned.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The Python environment of the tests.
pub fn venv() -> PathBuf {
    target().join("venv")
}

/// `PATH` with this repository's own tools first.
pub fn search_path() -> OsString {
    let own = [tools().join("bin"), frontend().join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
}

/// The first program of that name on `PATH`.
pub fn find_program(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let name = name.as_ref();
    env::split_paths(&search_path())
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
