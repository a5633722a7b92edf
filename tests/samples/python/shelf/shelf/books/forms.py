from django import forms


class SearchForm(forms.Form):
    query = forms.CharField()

    def clean_query(self):
        return self.cleaned_data["query"].strip()


def normal_query(text):
    return text.strip().lower()


QUERY_HELP = "title or author"
