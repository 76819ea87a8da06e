namespace Symmetry.Protocol;

/// <summary>The address of a simulated silo.</summary>
internal sealed class SiloDetails(SiloAddress address) : ILocalSiloDetails
{
    public string Name => address.ToParsableString();

    public string ClusterId => "simulation";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => address;

    public SiloAddress GatewayAddress => address;
}
