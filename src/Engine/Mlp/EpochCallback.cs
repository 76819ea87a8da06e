namespace Symmetry.Engine.Mlp;

/// <summary>Inspects a network between epochs, as long as its parameters are finite, and decides whether training continues.</summary>
/// <param name="epochs">The number of epochs so far; 0 in the first call, whose answer is ignored.</param>
/// <param name="network">The network after these epochs; valid until the call returns, and not to be changed.</param>
/// <returns>False to end training here.</returns>
public delegate bool EpochCallback(int epochs, Network network);
