"""Refusals about files: each says what to do next. Nothing is kept of a refused file."""

from isaf.kit.problems import Problem, gettext_noop


class FileEmpty(Problem):
    code = "file_empty"
    status = 422
    text = gettext_noop("The file is empty. Choose it again.")


class FileTooLarge(Problem):
    code = "file_too_large"
    status = 413
    text = gettext_noop("This file is larger than %(most)s MB. Make it smaller, then send again.")


class UnknownKind(Problem):
    code = "file_kind_unknown"
    status = 415
    text = gettext_noop(
        "What is inside this file is not of a kind that is kept here. Send one of these: %(allowed)s."
    )


class FileCut(Problem):
    """The bytes end too early or do not fit together: a cut connection, or a damaged file."""

    code = "file_cut"
    status = 422
    text = gettext_noop(
        "This file is damaged or did not arrive whole. Open it on your device, then send it again."
    )


class PictureTooLarge(Problem):
    code = "picture_too_large"
    status = 413
    text = gettext_noop(
        "This picture has %(megapixels)s million points; at most %(most)s million can be kept. "
        "Make it smaller, then send again."
    )


class FileWithProgram(Problem):
    code = "file_with_program"
    status = 415
    text = gettext_noop(
        "This file has a program (macro) or a file hidden inside. Save it without, then send again."
    )


class FileLocked(Problem):
    code = "file_locked"
    status = 422
    text = gettext_noop("This file is locked with a password. Save it without one, then send again.")


class ArchiveBomb(Problem):
    code = "file_unpacks_too_large"
    status = 413
    text = gettext_noop("Unpacked, this file is far too large to be a document, so it was not kept.")


class StoreFull(Problem):
    code = "file_store_full"
    status = 507
    text = gettext_noop(
        "The server's disk is full, so nothing was kept of this file. Tell the administrator, and keep your file."
    )


class StoreFailed(Problem):
    code = "file_store_failed"
    status = 507
    text = gettext_noop(
        "The server could not write to its disk, so nothing was kept of this file. "
        "Tell the administrator, and keep your file."
    )


class NotForThePublic(Problem):
    code = "file_not_for_the_public"
    status = 409
    text = gettext_noop(
        "This file stays inside: only pictures of records that are shown to everyone get a public copy."
    )


class FileWithdrawn(Problem):
    code = "file_withdrawn"
    status = 410
    text = gettext_noop("This file was withdrawn.")


class AlreadyReplaced(Problem):
    code = "file_already_replaced"
    status = 409
    text = gettext_noop("Another file replaced this one already. Replace the newest one.")
