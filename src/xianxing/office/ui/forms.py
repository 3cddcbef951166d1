"""How forms are drawn: label, field, help, error. The widgets themselves stay Django's."""

from typing import Any

from django.forms.renderers import TemplatesSetting

REPLACED = {
    "django/forms/errors/list/default.html": "ui/form/errors.html",
    "django/forms/errors/list/ul.html": "ui/form/errors.html",
}


class Renderer(TemplatesSetting):
    """Draws every form with this product's templates."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(REPLACED.get(template_name, template_name))
