//! The notices whose channel a driver chooses (domain §14). All others go by mail, because
//! the law wants them in writing or because somebody's account depends on them.

use crate::text_enum;
use crate::words::NoticeChannel;

text_enum! {
    /// A kind of notice whose channel can be chosen.
    pub enum NoticeKind {
        /// A request waits for an answer, and the reminders of it.
        InformationRequested = "information_requested",
        /// The post brought a card back, the reminders of it, and its end.
        ReturnedMail = "returned_mail",
        /// A training was recorded.
        TrainingRecorded = "training_recorded",
        /// A certificate ends and no card was asked for.
        CertificateEnds = "certificate_ends",
        /// A qualification ends.
        QualificationEnds = "qualification_ends",
        /// A category of the driving licence ends.
        LicenceEnds = "licence_ends",
        /// A draft waits to be sent.
        DraftWaits = "draft_waits",
    }
}

/// The ways in which a notice goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels {
    /// By mail.
    pub email: bool,
    /// By SMS.
    pub sms: bool,
}

impl NoticeKind {
    /// Whether it only helps: who does not want its mail need not have it.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Self::CertificateEnds | Self::QualificationEnds | Self::LicenceEnds | Self::DraftWaits
        )
    }

    /// Whether it can go by SMS.
    #[must_use]
    pub const fn has_sms(self) -> bool {
        !matches!(self, Self::LicenceEnds | Self::DraftWaits)
    }

    /// How it goes to somebody who has not chosen: by mail, and what is urgent also by SMS
    /// if they once asked for SMS.
    #[must_use]
    pub const fn default_channels(self, channel: NoticeChannel) -> Channels {
        let is_urgent = matches!(
            self,
            Self::InformationRequested | Self::ReturnedMail | Self::CertificateEnds
        );
        Channels {
            email: true,
            sms: is_urgent && matches!(channel, NoticeChannel::Sms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gets_an_sms_without_asking_and_everybody_gets_mails() {
        for kind in NoticeKind::ALL {
            let silent = kind.default_channels(NoticeChannel::Email);
            assert_eq!((silent.email, silent.sms), (true, false), "{kind}");
            let asked = kind.default_channels(NoticeChannel::Sms);
            assert!(asked.email && (kind.has_sms() || !asked.sms), "{kind}");
        }
    }
}
