using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;
using Symmetry.Web;

namespace Symmetry.Silo;

/// <summary>The Orleans dashboard under <c>/orleans</c>: grains, calls and silos, with the access control of the live page.</summary>
/// <remarks>It measures every grain call, so it is off by default. Its log stream is disabled.</remarks>
internal sealed class DashboardPart(IGrainFactory grains) : IWebPart
{
    /// <summary>Adds the services that a silo needs for the dashboard.</summary>
    public static void AddTo(ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(grains);
        new Services(services).AddDashboard(options => options.HideTrace = true);
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapOrleansDashboard("/orleans");

    // The page has its own services; AddDashboard needs a client builder to add to them.
    private sealed class Services(IServiceCollection services) : IClientBuilder
    {
        IServiceCollection IClientBuilder.Services => services;

        IConfiguration IClientBuilder.Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
