"""A printed pack examined: do its figures, its files and its pages agree?"""
