//! "Annuler la formation", for supervisors.

use common::dto::training::CancelTrainingRequest;
use common::dto::training_review::TrainingReviewView;
use common::field_error::{Faults, FieldErrorCode};
use common::rules::training_change::CancellationReason;
use common::statuses::TrainingStatus;
use common::words::Role;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, Choice, Dialog, Form, FormState, RadioGroup, SubmitButton, TextArea,
    use_toasts,
};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::session::use_session;
use ui::tr;

use super::review::Review;

const COMMENT_LIMIT: usize = 500;

/// The button with its dialog, for whoever may, while there is something to take back.
#[component]
pub fn Cancel(
    /// The training.
    review: Review,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let open = RwSignal::new(false);
    let may = Memo::new(move |_| {
        let status = review.view.with(|view| view.summary.status);
        let counts = matches!(status, TrainingStatus::Valid | TrainingStatus::NeedsReview);
        let role = session.account().map(|account| account.role);
        counts && role == Some(Role::Supervisor)
    });
    let form = FormState::new();
    let close = move || {
        open.set(false);
        form.clear();
    };
    view! {
        <Show when=move || may.get()>
            <Button kind=ButtonKind::Secondary on_click=move || open.set(true)>
                {tr!(i18n, staff_trainings.cancel)}
            </Button>
        </Show>
        <Dialog open title=tr!(i18n, staff_trainings.cancel_title) on_cancel=close>
            <CancelForm review open form />
        </Dialog>
    }
}

#[component]
fn CancelForm(review: Review, open: RwSignal<bool>, form: FormState) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (reason, comment) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let Some(body) = check(form, reason, comment) else {
            return;
        };
        let (id, version) = review
            .view
            .with_untracked(|view| (view.summary.id, view.version));
        let call = async move {
            let path = format!("/staff/training-reviews/{id}/cancellation");
            let call = Call::post(path).json(&body).if_match(version);
            call.send::<TrainingReviewView>().await
        };
        form.run(call, move |view| {
            toasts.success(t_string!(i18n, staff_trainings.cancelled));
            open.set(false);
            review.view.set(view);
        });
    };
    let close = move || {
        open.set(false);
        form.clear();
    };
    let choice = |reason: &CancellationReason| {
        let reason = *reason;
        Choice::new(reason, move || reason_word(i18n, reason))
    };
    let reasons: Vec<Choice> = CancellationReason::ALL.iter().map(choice).collect();
    let reasons = Signal::stored(reasons);
    view! {
        <p class="govuk-body">{tr!(i18n, staff_trainings.cancel_text)}</p>
        <Form state=form on_submit=submit show_general=true>
            <RadioGroup
                pointer="/reason"
                legend=tr!(i18n, staff_trainings.cancel_reason)
                value=reason
                choices=reasons
                small=true
            />
            <TextArea
                pointer="/comment"
                label=tr!(i18n, staff_trainings.cancel_comment)
                hint=tr!(i18n, staff_trainings.cancel_comment_hint)
                value=comment
                rows=3
                limit=COMMENT_LIMIT
            />
            <div class="govuk-button-group">
                <SubmitButton>{tr!(i18n, staff_trainings.cancel)}</SubmitButton>
                <Button kind=ButtonKind::Secondary on_click=close>{tr!(i18n, staff_trainings.cancel_not)}</Button>
            </div>
        </Form>
    }
}

fn check(
    form: FormState,
    reason: RwSignal<String>,
    comment: RwSignal<String>,
) -> Option<CancelTrainingRequest> {
    let mut faults = Faults::new();
    let chosen = reason.get_untracked().parse();
    let chosen = chosen.map_err(|_| FieldErrorCode::Required.into());
    let chosen: Option<CancellationReason> = faults.check("/reason", chosen);
    let comment = comment.with_untracked(|words| words.trim().to_owned());
    if chosen == Some(CancellationReason::Other) && comment.is_empty() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    let body = chosen.map(|reason| CancelTrainingRequest { reason, comment });
    form.accept(faults).then_some(body)?
}

fn reason_word(i18n: Texts, reason: CancellationReason) -> &'static str {
    match reason {
        CancellationReason::DeclaredInError => {
            t_string!(i18n, staff_trainings.reason_declared_in_error)
        }
        CancellationReason::WrongTrainee => t_string!(i18n, staff_trainings.reason_wrong_trainee),
        CancellationReason::NotCompleted => t_string!(i18n, staff_trainings.reason_not_completed),
        CancellationReason::Fraud => t_string!(i18n, staff_trainings.reason_fraud),
        CancellationReason::Other => t_string!(i18n, staff_trainings.reason_other),
    }
}
