namespace Symmetry.Engine.Experiments;

/// <summary>A theorem about a trial, not a statistic: it holds in every trial that it applies to, or something is broken.</summary>
/// <param name="Name">A word that identifies the fact in stored results: 1 to 40 lower-case letters and dashes.</param>
/// <param name="Statement">The fact in a few words, as reports print it.</param>
public sealed record ExactFact(string Name, string Statement);
