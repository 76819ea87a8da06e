namespace Symmetry.Analysis.Paper;

/// <summary>One number of the paper: the rate on X_test and on −X_test of one cell of its tables.</summary>
/// <param name="Original">On X_test, in [0, 1].</param>
/// <param name="Inverted">On −X_test, in [0, 1].</param>
public sealed record PaperRate(double Original, double Inverted);
