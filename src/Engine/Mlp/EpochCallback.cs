namespace Symmetry.Engine.Mlp;

/// <summary>Looks at a network between epochs, as long as its parameters are finite, and says whether training goes on.</summary>
/// <param name="epochs">How many epochs are done; 0 first, when the answer does not matter.</param>
/// <param name="network">The network then; it may be looked at until the call returns, and not changed.</param>
/// <returns>False to end training here.</returns>
public delegate bool EpochCallback(int epochs, Network network);
