//! Programs of the operating system: found, or installed where that is allowed.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{exec::Task, paths, say};

/// Something the operating system must provide.
pub struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    present: fn() -> bool,
}

/// Compiles the bundled SQLite and libpq.
pub const C_COMPILER: Need = Need {
    what: "a C compiler",
    packages: &["gcc", "libc6-dev"],
    present: || paths::find_program("cc").is_some(),
};

/// Builds the bundled OpenSSL.
pub const MAKE: Need = Need {
    what: "make",
    packages: &["make"],
    present: || paths::find_program("make").is_some(),
};

/// Configures the bundled OpenSSL; Debian's `perl-base` alone lacks modules.
pub const PERL: Need = Need {
    what: "Perl with its standard modules",
    packages: &["perl"],
    present: || {
        Task::new("perl")
            .args(["-MIPC::Cmd", "-MFindBin", "-MTime::Piece", "-e", "1"])
            .succeeds()
    },
};

/// Runs the browser tests.
pub const CHROMIUM: Need = Need {
    what: "Chromium",
    packages: &["chromium"],
    present: || find_chromium().is_some(),
};

/// Runs the tests on the second database engine.
pub const POSTGRESQL: Need = Need {
    what: "a PostgreSQL server",
    packages: &["postgresql"],
    present: || find_postgres().is_some(),
};

/// Makes Python environments.
pub const PYTHON_VENV: Need = Need {
    what: "Python with venv",
    packages: &["python3", "python3-venv"],
    present: || {
        Task::new("python3")
            .args(["-c", "import ensurepip, venv"])
            .succeeds()
    },
};

/// Finds each need, or installs what is missing, or says what to install.
pub fn ensure(needs: &[&Need]) -> Result<()> {
    let missing: Vec<_> = needs.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|need| need.what).collect();
    let packages: Vec<_> = missing.iter().flat_map(|need| need.packages).collect();
    if !may_install() {
        let packages: Vec<_> = packages.iter().map(ToString::to_string).collect();
        bail!(
            "{} missing. Install, on Debian: sudo apt-get install {}",
            names.join(", "),
            packages.join(" ")
        );
    }
    say::note(&format!(
        "installing {} (Debian packages)",
        names.join(", ")
    ));
    apt(&["update"], &[], "apt-update")?;
    apt(
        &["install", "--yes", "--no-install-recommends"],
        &packages,
        "apt-install",
    )?;
    match missing.iter().find(|need| !(need.present)()) {
        Some(need) => bail!("{} is still missing after its installation", need.what),
        None => Ok(()),
    }
}

/// The browser: `CQC_TEST_CHROMIUM`, or the first known name.
pub fn find_chromium() -> Option<PathBuf> {
    env::var_os("CQC_TEST_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome"]
                .iter()
                .find_map(paths::find_program)
        })
}

/// The folder of PostgreSQL's server programs; Debian keeps them off `PATH`.
pub fn find_postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders: Vec<_> = versions
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| is_server(folder))
        .collect();
    folders.sort_by_key(|folder| version_of(folder));
    folders.pop().or_else(|| {
        let initdb = paths::find_program("initdb")?;
        let folder = initdb.parent()?.to_owned();
        is_server(&folder).then_some(folder)
    })
}

/// Whether this runs as root.
pub fn is_root() -> bool {
    Task::new("id")
        .args(["-u"])
        .read()
        .is_ok_and(|id| id.trim() == "0")
}

fn is_server(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl", "pg_isready"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

fn version_of(folder: &Path) -> u32 {
    let version = folder.parent().and_then(Path::file_name);
    version
        .and_then(|version| version.to_string_lossy().parse().ok())
        .unwrap_or_default()
}

fn may_install() -> bool {
    is_root()
        && Path::new("/etc/debian_version").exists()
        && paths::find_program("apt-get").is_some()
}

fn apt(action: &[&str], packages: &[&&str], log: &str) -> Result<()> {
    Task::new("apt-get")
        .args(action)
        .args(packages.iter().map(|package| **package))
        .env("DEBIAN_FRONTEND", "noninteractive")
        .quiet(log)
        .map(drop)
}
