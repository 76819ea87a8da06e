namespace Symmetry.Analysis.Statistics;

/// <summary>The violation ratio of "A is stochastically greater than B", with its upper confidence limit.</summary>
/// <param name="Violation">ε̂ in [0, 1]: 0 when every quantile of A is at least that of B, 1 when every one is at most; ½ when
/// the two agree.</param>
/// <param name="UpperLimit">ε_min: the one-sided upper limit of ε at <paramref name="Level"/>, in [0, 1]. Below 0.2, A is almost
/// stochastically greater.</param>
/// <param name="ReverseUpperLimit">The same limit for "B is stochastically greater than A", in [0, 1].</param>
/// <param name="Level">The confidence of each limit, in (0, 1).</param>
public sealed record StochasticOrderResult(double Violation, double UpperLimit, double ReverseUpperLimit, double Level);
