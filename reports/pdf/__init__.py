"""What a paper's file carries beside its pages: signature fields, square codes, outline, figures.

Nothing here lays anything out; where things stand is asked of the pages that were laid out.
"""
