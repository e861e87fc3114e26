"""Checks: does the arithmetic of a report add up?"""
