//! Who the demonstration drivers are, and what happened to them. All days count
//! back from today, so that the demonstration never grows old.

use common::statuses::RequestStatus;
use common::words::{LicenceCategory, Sector, TrainingKind};

use super::Team;
use super::centre::{self, Course};
use super::past::Past;
use super::people::{self, Person};
use super::pictures::Pictures;
use super::requests::{self, Office};
use crate::trainings::declare::Declarer;

use LicenceCategory::{C, CE, D, DE};
use Sector::{Goods, Passengers};
use TrainingKind::{Bridging, Fco, Fimo};

/// The day on which the demonstration begins, before any of its trainings is declared.
pub(super) const FIRST_DAY: i64 = 3_600;

/// The mail address of the demonstration driver who may request a card.
pub const DRIVER: &str = "jean.dupont@demo.example";

const GOODS: &[LicenceCategory] = &[C, CE];
const BOTH: &[LicenceCategory] = &[C, CE, D, DE];

/// A driver, and what happened.
struct Story {
    person: Person,
    /// How many days ago the account was opened.
    opened: i64,
    courses: &'static [(TrainingKind, Sector, i64)],
    /// A request's status, and how many days ago it was begun.
    request: Option<(RequestStatus, i64)>,
}

const fn person(
    (first_names, surname): (&'static str, &'static str),
    (birth_date, birth_place): (&'static str, &'static str),
    neph: &'static str,
    email: &'static str,
    categories: &'static [LicenceCategory],
) -> Person {
    Person {
        surname,
        first_names,
        birth_date,
        birth_place,
        neph,
        email,
        categories,
    }
}

/// One FIMO of some days ago, and the request that followed.
const fn after_fimo(
    person: Person,
    courses: &'static [(TrainingKind, Sector, i64)],
    request: (RequestStatus, i64),
) -> Story {
    Story {
        person,
        opened: 60,
        courses,
        request: Some(request),
    }
}

const STORIES: [Story; 11] = [
    // FIMO, an anticipated FCO (its certificate has expired), and a recent FCO:
    // may request a card, with a certificate in force.
    Story {
        person: person(
            ("Jean", "Dupont"),
            ("1984-05-14", "Villeurbanne"),
            "040569301234",
            DRIVER,
            GOODS,
        ),
        opened: 1_700,
        courses: &[(Fimo, Goods, 3_440), (Fco, Goods, 1_680), (Fco, Goods, 20)],
        request: None,
    },
    // Both sectors; the card for the bridging was delivered, nothing since: blocked.
    Story {
        person: person(
            ("Nadia", "Benali"),
            ("1979-09-02", "Roubaix"),
            "980659204567",
            "nadia.benali@demo.example",
            BOTH,
        ),
        opened: 1_400,
        courses: &[(Fimo, Goods, 2_600), (Bridging, Passengers, 1_300)],
        request: Some((RequestStatus::Delivered, 1_280)),
    },
    after_fimo(
        person(
            ("Sophie", "Leroy"),
            ("1991-03-21", "Nantes"),
            "100344107788",
            "sophie.leroy@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 25)],
        (RequestStatus::Draft, 3),
    ),
    after_fimo(
        person(
            ("Karim", "Haddad"),
            ("1988-12-05", "Marseille"),
            "070213105566",
            "karim.haddad@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 24)],
        (RequestStatus::Submitted, 1),
    ),
    after_fimo(
        person(
            ("Lucas", "Moreau"),
            ("1995-07-30", "Dijon"),
            "140821103344",
            "lucas.moreau@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 26)],
        (RequestStatus::UnderReview, 3),
    ),
    after_fimo(
        person(
            ("Emma", "Petit"),
            ("1993-01-17", "Lille"),
            "120559102233",
            "emma.petit@demo.example",
            BOTH,
        ),
        &[(Fimo, Passengers, 28)],
        (RequestStatus::InformationRequested, 6),
    ),
    after_fimo(
        person(
            ("Thomas", "Roux"),
            ("1982-10-09", "Grenoble"),
            "010338106677",
            "thomas.roux@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 27)],
        (RequestStatus::Approved, 5),
    ),
    after_fimo(
        person(
            ("Julie", "Fontaine"),
            ("1990-06-11", "Rennes"),
            "090935108899",
            "julie.fontaine@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 33)],
        (RequestStatus::Rejected, 8),
    ),
    after_fimo(
        person(
            ("Antoine", "Garcia"),
            ("1986-04-25", "Toulouse"),
            "050731101122",
            "antoine.garcia@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 35)],
        (RequestStatus::InProduction, 10),
    ),
    after_fimo(
        person(
            ("Claire", "Lambert"),
            ("1994-11-28", "Bordeaux"),
            "131133109900",
            "claire.lambert@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 36)],
        (RequestStatus::ReadyToShip, 11),
    ),
    after_fimo(
        person(
            ("Hugo", "Mercier"),
            ("1997-08-19", "Strasbourg"),
            "160467107711",
            "hugo.mercier@demo.example",
            GOODS,
        ),
        &[(Fimo, Goods, 38)],
        (RequestStatus::Shipped, 14),
    ),
];

/// Has to correct what was typed.
const TO_CORRECT: Person = person(
    ("Paul", "Martin"),
    ("1987-02-03", "Lyon"),
    "060369302200",
    "paul.martin@demo.example",
    GOODS,
);

/// Wait for a first look: one in time, one past the guide's 24 hours.
const WAITING: [(Person, i64); 2] = [
    (
        person(
            ("Yves", "Bernard"),
            ("1975-12-24", "Brest"),
            "940829303311",
            "yves.bernard@demo.example",
            BOTH,
        ),
        0,
    ),
    (
        person(
            ("Inès", "Caron"),
            ("1998-05-06", "Amiens"),
            "170580304422",
            "ines.caron@demo.example",
            GOODS,
        ),
        3,
    ),
];

pub(super) async fn tell(
    past: &Past,
    team: Team,
    centre: Declarer,
    password_hash: &str,
) -> anyhow::Result<()> {
    let office = Office {
        past,
        team,
        pictures: Pictures::draw()?,
    };
    for story in &STORIES {
        tell_one(&office, centre, story, password_hash).await?;
    }
    let account = people::register(past, &TO_CORRECT, 4).await?;
    people::review(
        past,
        account,
        team.agent,
        people::typing_errors(),
        password_hash,
    )
    .await?;
    for (person, days) in &WAITING {
        people::register(past, person, *days).await?;
    }
    past.days_ago(0);
    past.settle().await
}

/// In the order of time: what was declared before the account was opened waits
/// for it, as it does in life.
async fn tell_one(
    office: &Office<'_>,
    centre: Declarer,
    story: &Story,
    password_hash: &str,
) -> anyhow::Result<()> {
    let past = office.past;
    let course = |(kind, sector, ended): &(TrainingKind, Sector, i64)| Course {
        kind: *kind,
        sector: *sector,
        ended: *ended,
    };
    let (before, after): (Vec<_>, Vec<_>) = story
        .courses
        .iter()
        .map(course)
        .partition(|course| course.ended > story.opened);
    let person = &story.person;
    for course in before {
        centre::declare(past, centre, person.trainee(), course).await?;
    }
    let account = people::register(past, person, story.opened).await?;
    people::review(past, account, office.team.agent, Vec::new(), password_hash).await?;
    for course in after {
        centre::declare(past, centre, person.trainee(), course).await?;
    }
    if let Some((status, begun)) = story.request {
        requests::bring_to(office, (person, account), status, begun).await?;
    }
    Ok(())
}
