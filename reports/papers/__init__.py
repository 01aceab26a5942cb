"""What a printed paper says and how it is set: pure functions, data in, markup out.

Facts come from the content of the paper; the fixed wording of the form comes from `wording`.
"""
